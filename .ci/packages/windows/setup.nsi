; The installer: for the user who runs it, without rights of an administrator. Values come from windows.py by /D.
Unicode true
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
Name "拟稿"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Nigao"
InstallDirRegKey HKCU "Software\Nigao" "InstallDir"
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
ShowInstDetails nevershow
BrandingText "拟稿 ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "拟稿 Nigao"
VIAddVersionKey /LANG=2052 "FileDescription" "拟稿安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\nigao.exe"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Nigao"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE OwnFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; The folders of the program: an older version's files do not stay among the new ones. A folder without the program is
; never touched, and the program always lies in a folder named Nigao.
!macro RemoveProgram
  ${If} ${FileExists} "$INSTDIR\app\main.py"
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\nigao.exe"
  Delete "$INSTDIR\nigao-console.exe"
  Delete "$INSTDIR\nigao.ico"
  ${EndIf}
!macroend

Function OwnFolder
  ${GetFileName} "$INSTDIR" $0
  ${If} $0 != "Nigao"
    StrCpy $INSTDIR "$INSTDIR\Nigao"
  ${EndIf}
FunctionEnd

Section
  SetOutPath "$INSTDIR"
  !insertmacro RemoveProgram
  File /r "${TREE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\Nigao" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "拟稿"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Nigao contributors"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\nigao.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegStr HKCU "Software\Classes\.nigao" "" "Nigao.Draft"
  WriteRegStr HKCU "Software\Classes\Nigao.Draft" "" "拟稿稿件"
  WriteRegStr HKCU "Software\Classes\Nigao.Draft\DefaultIcon" "" "$INSTDIR\nigao.exe,0"
  WriteRegStr HKCU "Software\Classes\Nigao.Draft\shell\open\command" "" '"$INSTDIR\nigao.exe" "%1"'
  CreateShortCut "$SMPROGRAMS\拟稿.lnk" "$INSTDIR\nigao.exe"
  CreateShortCut "$DESKTOP\拟稿.lnk" "$INSTDIR\nigao.exe"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
SectionEnd

Section "Uninstall"
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\拟稿.lnk"
  Delete "$DESKTOP\拟稿.lnk"
  DeleteRegKey HKCU "Software\Classes\Nigao.Draft"
  DeleteRegKey HKCU "Software\Classes\.nigao"
  DeleteRegKey HKCU "Software\Nigao"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
SectionEnd
