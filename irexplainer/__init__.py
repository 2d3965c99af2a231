"""irexplainer: an interactive, offline picture of interventional radiology."""

__version__ = "0.1.0"
