"""The formulation on screen: the document, the clinician's changes, and what leaves the desk."""
