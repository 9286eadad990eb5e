"""OpenDocument texts (.odt, .ott, .fodt inside a package; ISO/IEC 26300), written anew as WordprocessingML."""
