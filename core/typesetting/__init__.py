"""Line breaking and pagination as a word processor does them. No disk, no font files, no Qt."""
