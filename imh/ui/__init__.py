"""The screens, from the ground up.

``session_state`` lists what a browser session remembers. ``components`` is what our own JavaScript
draws. ``core`` is what every page rests on: the open case (``core.session``), who is in
(``core.sign_in``), what they may do, autosave, the menu, and how text comes safely onto a screen.
``inspector`` is the panel beside the map and the timeline, where an entry is read and changed.
Every other folder has what the page of its name in ``pages/`` is made of; ``cases`` lists cases for
``due`` too, ``quick_entry`` takes lines for ``interview``, and ``map`` opens for ``formulation``.
"""
