"""Children of a Word element inserted in schema order (ECMA-376 part 1, wml.xsd)."""

from types import MappingProxyType

from core.package import Node, W

_ORDERS = MappingProxyType(
    {
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
        " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
        " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
        " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
        "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
        " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
        " lang eastAsianLayout specVanish oMath rPrChange",
        "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
        " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
        "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
        " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
        " sectPrChange",
        "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries"
        " displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts"
        " embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader"
        " bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState"
        " formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge"
        " revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride"
        " styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone"
        " doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders"
        " bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing"
        " drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery"
        " doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData"
        " noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter"
        " noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent"
        " alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt"
        " showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat",
        "compat": "useSingleBorderforContiguousCells wpJustification noTabHangInd noLeading spaceForUL noColumnBalance"
        " balanceSingleByteDoubleByteWidth noExtraLineSpacing doNotLeaveBackslashAlone ulTrailSpace"
        " doNotExpandShiftReturn",
    }
)
_PLACES = MappingProxyType(
    {
        parent: MappingProxyType({W + name: place for place, name in enumerate(names.split())})
        for parent, names in _ORDERS.items()
    }
)


def child(parent: Node, name: str) -> Node:
    """The child of that name, inserted in schema order if missing; ``parent`` must be an element listed here."""
    found = parent.find(W + name)
    return add_child(parent, name) if found is None else found


def add_child(parent: Node, name: str) -> Node:
    """A new child of that name after all that precede it in the schema."""
    places = _PLACES[parent.tag.removeprefix(W)]
    mine = places[W + name]
    before = [index for index, other in enumerate(parent) if places.get(other.tag, len(places)) <= mine]
    made = parent.makeelement(W + name)
    parent.insert(before[-1] + 1 if before else 0, made)
    return made


def put(parent: Node, name: str, **values: object) -> Node:
    """The child of that name with these attributes set; attributes given as None are removed."""
    found = child(parent, name)
    for key, value in values.items():
        if value is None:
            found.attrib.pop(W + key, None)
        else:
            found.set(W + key, str(value))
    return found


def number(element: Node | None, name: str) -> float | None:
    """An attribute as a number; None if missing or malformed."""
    text = None if element is None else element.get(W + name)
    try:
        return None if text is None else float(text.removesuffix("pt"))
    except ValueError:
        return None
