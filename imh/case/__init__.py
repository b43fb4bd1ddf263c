"""What a case is: its vocabulary, its models, its edits and its file.

``case`` holds the model of a whole case, ``casefile`` reads and writes it, ``edits`` turns one
case into the next, ``history`` undoes, ``diff`` tells two cases apart, ``schema`` describes the
format.
"""
