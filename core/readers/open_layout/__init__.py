"""OFD files (GB/T 33190-2016), the open layout documents of Chinese offices: a zip of XML."""
