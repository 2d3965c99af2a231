"""The anatomy viewer: any part of the atlas in the view that shows it best."""
