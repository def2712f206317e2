"""How a slide is drawn in PowerPoint; imported only when a file is made, because the library is heavy."""
