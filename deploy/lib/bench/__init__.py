"""What deploy/bench is made of: a module for each section, and what the sections share."""
