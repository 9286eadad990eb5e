"""Tables as rows and columns of text: what stands in a cell, what a column holds, what the heads say."""
