"""Tissue ramps: shadow, base, light (STYLE 2.4). Shadows lean to plum or brown, lights to cream."""

from collections.abc import Mapping

Ramp = tuple[str, str, str]

RAMPS: Mapping[str, Ramp] = {
    "body": ("#B4937C", "#E8D6C6", "#FFF7EE"),
    "bone": ("#B49C80", "#EFE4D0", "#FFFBF2"),
    "cartilage": ("#8FA3A4", "#C9D6D3", "#F3F7F3"),
    "liver": ("#6E2E33", "#A9544A", "#DB917A"),
    "liver_window": ("#A9685E", "#DDA999", "#F9E4D8"),
    "lung": ("#B46E74", "#E3A9A3", "#F8D9CF"),
    "heart": ("#7C2230", "#BF4448", "#EC8F82"),
    "stomach": ("#A9604F", "#DF9F83", "#FBD5BB"),
    "spleen": ("#5A2F4C", "#8F5670", "#C892A0"),
    "pancreas": ("#A8743A", "#DFB06A", "#F7DDA6"),
    "kidney": ("#6F2B2C", "#AE5A4C", "#DF9A80"),
    "kidney_window": ("#9C5348", "#D9927E", "#F9D9C8"),
    "kidney_pyramid": ("#7A332F", "#B2604F", "#DB9580"),
    "bladder": ("#A97E33", "#E2BC6E", "#FBE7B4"),
    "urine": ("#B0842F", "#EBCB86", "#FFF3CF"),
    "adrenal": ("#A8743A", "#E3B878", "#F7E0B4"),
    "gallbladder": ("#4E6B33", "#86A653", "#C8DB93"),
    "colon": ("#A9685A", "#DDA68C", "#F8D6BE"),
    "bowel": ("#9C5149", "#E0A090", "#FCDCCC"),
    "mesentery": ("#8E4B42", "#B9705F", "#CF8F7B"),
    "uterus": ("#9C4458", "#D5848D", "#F5BDB8"),
    "tubes": ("#9C4458", "#DC929A", "#FAD0CB"),
    "ovary": ("#B08A6A", "#E6C9A8", "#FFF1DE"),
    "fibroid": ("#A96F4E", "#E0AE86", "#FCE1C4"),
    "prostate": ("#8A5A44", "#C9946F", "#EFC8A4"),
    "brain": ("#A8626A", "#E0AFA6", "#FADCD0"),
    "cerebellum": ("#9A5A5C", "#D39C90", "#F1C9BA"),
    "thyroid": ("#9A4A44", "#D08072", "#F0B9A6"),
    "windpipe": ("#8E9AA0", "#C9D2D3", "#F2F5F2"),
    "muscle": ("#7C3A38", "#B4655C", "#DDA294"),
    "tumor": ("#4C2F63", "#8A63A1", "#D9BFE0"),
    "tumor_treated": ("#8D8794", "#B9B3BC", "#E3DFE4"),
    "artery": ("#7E1F26", "#C93B3B", "#F08A76"),
    "artery_fine": ("#9A3030", "#CE5146", "#F4A08C"),
    "artery_tumor": ("#5E1414", "#C62F2F", "#FF9A86"),
    "artery_context": ("#B4776C", "#DDA295", "#F5D6C9"),
    "vein": ("#263F73", "#4A75B4", "#9CC0E6"),
    "vein_context": ("#8C9DBB", "#B3C3DB", "#E2EAF3"),
    "portal_vein": ("#3F3A78", "#7069B4", "#B7B3E4"),
    "portal_context": ("#9C98BC", "#BFBBDC", "#E5E3F2"),
    "bile_duct": ("#4E6B33", "#86A653", "#C8DB93"),
    "lymph": ("#66702E", "#B4BE62", "#ECEFBC"),
    "stone": ("#4F3519", "#A27C4A", "#E9CF9C"),
    "nerve": ("#A8842B", "#EFD27A", "#FFF6CF"),
    "ureter": ("#B0842F", "#EBCB86", "#FFF3CF"),
    "ureter_context": ("#C2A877", "#E6D4AC", "#FBF2DC"),
    "catheter": ("#0A4A52", "#138390", "#8FE0DF"),
    "sheath": ("#0A4A52", "#138390", "#8FE0DF"),
    "handle": ("#0A4A52", "#138390", "#8FE0DF"),
    "microcatheter": ("#8A5A08", "#F0B323", "#FFEBA8"),
    "wire": ("#20282C", "#5A666C", "#DDE4E6"),
    "needle": ("#3E4A50", "#AEB9BE", "#FFFFFF"),
    "steel": ("#3E4A50", "#AEB9BE", "#FFFFFF"),
    "dilator": ("#5B6B88", "#A9BAD3", "#F2F6FB"),
    "drain": ("#0A4A52", "#35A3AB", "#C9F1EF"),
    "cable": ("#1F2B31", "#3E4E56", "#93A5AC"),
}

DARK_RAMPS: Mapping[str, Ramp] = {
    "artery_context": ("#5B3A3C", "#8E5A58", "#B98580"),
    "vein_context": ("#233F55", "#3E617C", "#6E93AB"),
    "portal_context": ("#3B3C62", "#5C5E8E", "#8D90BC"),
    "ureter_context": ("#5B5238", "#8C7E58", "#B5A67C"),
}

HIGH_CONTRAST_RAMPS: Mapping[str, Ramp] = {
    "artery": ("#D9443A", "#FF6B5E", "#FFA79F"),
    "artery_fine": ("#D9443A", "#FF6B5E", "#FFA79F"),
    "artery_tumor": ("#D9443A", "#FF6B5E", "#FFA79F"),
    "artery_context": ("#6E3934", "#8E4B45", "#A8655F"),
    "vein": ("#3F7FD6", "#6FB1FF", "#B4D7FF"),
    "vein_context": ("#39536F", "#4D6D90", "#6C8CAF"),
    "portal_vein": ("#7A72D6", "#A79FFF", "#D2CDFF"),
    "portal_context": ("#4A4778", "#625F96", "#8582B4"),
    "ureter_context": ("#6B5F3C", "#8C7E58", "#B5A67C"),
    "catheter": ("#00A89B", "#00E5D8", "#A6FFF9"),
    "sheath": ("#00A89B", "#00E5D8", "#A6FFF9"),
    "handle": ("#00A89B", "#00E5D8", "#A6FFF9"),
    "drain": ("#00A89B", "#00E5D8", "#A6FFF9"),
    "tumor": ("#A066CC", "#D9A6FF", "#F2DEFF"),
}

TISSUE_RAMPS: Mapping[str, str] = {
    "small_bowel": "bowel",
    "small_intestine": "bowel",
    "duodenum": "bowel",
    "skin": "body",
    "disc": "cartilage",
    "trachea": "windpipe",
    "airway": "windpipe",
    "urinary_bladder": "bladder",
    "uterine_tube": "tubes",
    "uterine_tubes": "tubes",
    "adrenal_gland": "adrenal",
}
"""Tissue words of the atlas that have no ramp of their own name."""


def tissue_ramp(tissue: str) -> Ramp:
    """Ramp of a tissue word; porcelain for a word nobody drew yet."""
    return RAMPS.get(TISSUE_RAMPS.get(tissue, tissue), RAMPS["body"])
