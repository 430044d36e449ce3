"""Rules of evidence that hold on paper: what kind a file is, whether a demand is filled, when a filing is late."""
