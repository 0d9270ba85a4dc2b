"""The council's systems, each in the shape that such systems have; names of tables follow published ones."""
