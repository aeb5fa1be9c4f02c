; The installer: for the person who is logged in, without administrator's rights, without
; network. Values come from FyneApp.toml (.ci/windows).
;
;   /S          silent          /D=FOLDER    another folder (last argument, no quotes)
;
; What is replaced is kept, so that the former version can be put back: the program goes
; to « precedente », and the uninstaller run with /RETOUR exchanges the two.
; No base is ever touched here.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetDateSave off
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
Name "${NOM}"
OutFile "${SORTIE}"
InstallDir "$LOCALAPPDATA\Programs\${NOM}"
InstallDirRegKey HKCU "Software\${NOM}" "Dossier"
BrandingText "${NOM} ${VERSION}"
VIProductVersion "${POINTS}"
VIAddVersionKey /LANG=1036 "ProductName" "${NOM}"
VIAddVersionKey /LANG=1036 "CompanyName" "${NOM}"
VIAddVersionKey /LANG=1036 "FileDescription" "Installation de ${NOM}"
VIAddVersionKey /LANG=1036 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1036 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1036 "LegalCopyright" "Licence MIT"

!define EXE "${NOM}.exe"
!define DESINSTALLER "Désinstaller.exe"
!define CLE_WINDOWS "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NOM}"
!define CLE "Software\${NOM}"

!uninstfinalize '"${SIGNER}" "%1"' = 0

!include MUI2.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include LogicLib.nsh

!define MUI_ICON "${ICONE}"
!define MUI_UNICON "${ICONE}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${COTE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "${NOM} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "${COMMENTAIRE}.$\r$\n$\r$\nLe programme s’installe dans votre session Windows : il ne faut ni droits d’administrateur ni réseau.$\r$\n$\r$\nSi une version est déjà installée, elle est mise de côté et peut être remise. Vos dossiers ne sont pas touchés."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "${NOM} est installé"
!define MUI_FINISHPAGE_TEXT "Il se trouve dans le menu Démarrer."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "Ouvrir ${NOM}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"

; AttendreFermeture waits until nobody runs the program: Windows lets nobody write to a
; program that runs.
!macro AttendreFermeture
  ${Do}
    ClearErrors
    ${IfNot} ${FileExists} "$INSTDIR\${EXE}"
      ${ExitDo}
    ${EndIf}
    FileOpen $0 "$INSTDIR\${EXE}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NOM} est ouvert. Fermez-le (Ctrl+Q), puis recommencez. Rien n’a été changé." /SD IDCANCEL IDRETRY +3
    SetErrorLevel 1
    Quit
  ${Loop}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "${NOM} demande Windows 10 ou 11. Rien n’a été installé." /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
  ReadRegStr $1 HKCU "${CLE}" "Version"
  ${If} $1 != ""
    ${VersionCompare} $1 "${POINTS}" $2
    ${If} $2 = 1
      MessageBox MB_YESNO|MB_ICONQUESTION "Une version plus récente est installée ($1). La remplacer par la ${VERSION} ? Une base que la plus récente a mise à niveau ne s’ouvrira qu’en restaurant la copie faite avant." /SD IDNO IDYES +3
      SetErrorLevel 1
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "-programme"
  !insertmacro AttendreFermeture
  SetOutPath "$INSTDIR"

  ; What was there is put aside, unless it is this very version installed again.
  ReadRegStr $1 HKCU "${CLE}" "Version"
  ${If} ${FileExists} "$INSTDIR\${EXE}"
  ${AndIf} $1 != ""
  ${AndIf} $1 != "${POINTS}"
    CreateDirectory "$INSTDIR\precedente"
    Delete "$INSTDIR\precedente\${EXE}"
    ClearErrors
    Rename "$INSTDIR\${EXE}" "$INSTDIR\precedente\${EXE}"
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "La version en place n’a pas pu être mise de côté. Rien n’a été changé." /SD IDOK
      SetErrorLevel 1
      Quit
    ${EndIf}
    WriteRegStr HKCU "${CLE}" "Precedente" $1
  ${EndIf}

  ClearErrors
  File "/oname=$INSTDIR\${EXE}.nouveau" "${PROGRAMME}"
  ${IfNot} ${Errors}
    Delete "$INSTDIR\${EXE}"
    ClearErrors
    Rename "$INSTDIR\${EXE}.nouveau" "$INSTDIR\${EXE}"
  ${EndIf}
  ${If} ${Errors}
    Delete "$INSTDIR\${EXE}.nouveau"
    ${IfNot} ${FileExists} "$INSTDIR\${EXE}"
      Rename "$INSTDIR\precedente\${EXE}" "$INSTDIR\${EXE}"
    ${EndIf}
    MessageBox MB_OK|MB_ICONSTOP "Le programme n’a pas pu être écrit : vérifiez la place sur le disque et l’antivirus. L’ancien est toujours là." /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
  File "/oname=$INSTDIR\LICENCE.txt" "${LICENCE}"

  WriteUninstaller "$INSTDIR\${DESINSTALLER}"
  WriteRegStr HKCU "${CLE}" "Version" "${POINTS}"
  WriteRegStr HKCU "${CLE}" "Dossier" "$INSTDIR"
  WriteRegStr HKCU "${CLE_WINDOWS}" "DisplayName" "${NOM}"
  WriteRegStr HKCU "${CLE_WINDOWS}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${CLE_WINDOWS}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${CLE_WINDOWS}" "Publisher" "${NOM}"
  WriteRegStr HKCU "${CLE_WINDOWS}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${CLE_WINDOWS}" "UninstallString" '"$INSTDIR\${DESINSTALLER}"'
  WriteRegStr HKCU "${CLE_WINDOWS}" "QuietUninstallString" '"$INSTDIR\${DESINSTALLER}" /S'
  WriteRegDWORD HKCU "${CLE_WINDOWS}" "NoModify" 1
  WriteRegDWORD HKCU "${CLE_WINDOWS}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${CLE_WINDOWS}" "EstimatedSize" $0

  SetShellVarContext current
  CreateDirectory "$SMPROGRAMS\${NOM}"
  CreateShortcut "$SMPROGRAMS\${NOM}\${NOM}.lnk" "$INSTDIR\${EXE}" "" "$INSTDIR\${EXE}" 0 SW_SHOWNORMAL "" "${GENERIQUE}"
  CreateShortcut "$SMPROGRAMS\${NOM}\Désinstaller.lnk" "$INSTDIR\${DESINSTALLER}"
  ${If} ${FileExists} "$INSTDIR\precedente\${EXE}"
    CreateShortcut "$SMPROGRAMS\${NOM}\Revenir à la version précédente.lnk" "$INSTDIR\${DESINSTALLER}" "/RETOUR"
  ${EndIf}
SectionEnd

; Revenir exchanges the program and the former one: done twice, it undoes itself.
Function un.revenir
  ${IfNot} ${FileExists} "$INSTDIR\precedente\${EXE}"
    MessageBox MB_OK|MB_ICONSTOP "Aucune version précédente n’est gardée ici. Rien n’a été changé." /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
  ReadRegStr $1 HKCU "${CLE}" "Precedente"
  ReadRegStr $2 HKCU "${CLE}" "Version"
  MessageBox MB_OKCANCEL|MB_ICONQUESTION "Remettre la version $1 à la place de la $2 ?$\r$\n$\r$\nVos dossiers ne sont pas touchés. Si la base a été mise à niveau, la version $1 le dira à l’ouverture et proposera de restaurer la copie faite juste avant : ce qui a été écrit depuis n’y est pas." /SD IDOK IDOK +3
  SetErrorLevel 1
  Quit
  !insertmacro AttendreFermeture
  ClearErrors
  Rename "$INSTDIR\${EXE}" "$INSTDIR\precedente\${EXE}.autre"
  ${IfNot} ${Errors}
    Rename "$INSTDIR\precedente\${EXE}" "$INSTDIR\${EXE}"
    ${If} ${Errors}
      Rename "$INSTDIR\precedente\${EXE}.autre" "$INSTDIR\${EXE}"
      SetErrors
    ${Else}
      Rename "$INSTDIR\precedente\${EXE}.autre" "$INSTDIR\precedente\${EXE}"
    ${EndIf}
  ${EndIf}
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "La version précédente n’a pas pu être remise. Rien n’a été changé." /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
  WriteRegStr HKCU "${CLE}" "Version" $1
  WriteRegStr HKCU "${CLE}" "Precedente" $2
  WriteRegStr HKCU "${CLE_WINDOWS}" "DisplayVersion" $1
  MessageBox MB_OK|MB_ICONINFORMATION "La version $1 est remise." /SD IDOK
  Quit
FunctionEnd

Function un.onInit
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/RETOUR" $1
  ${IfNot} ${Errors}
    Call un.revenir
  ${EndIf}
FunctionEnd

Section "Uninstall"
  !insertmacro AttendreFermeture
  ; Where the dossiers are: the program knows, and is asked before it goes.
  InitPluginsDir
  StrCpy $3 ""
  ExecWait '"$INSTDIR\${EXE}" lieux --sortie "$PLUGINSDIR\lieux.txt"'
  ClearErrors
  FileOpen $0 "$PLUGINSDIR\lieux.txt" r
  ${IfNot} ${Errors}
    FileSeek $0 2 SET ; behind the mark of the encoding
    FileReadUTF16LE $0 $1
    ${Do}
      StrCpy $3 "$3$1"
      FileReadUTF16LE $0 $1
    ${LoopUntil} ${Errors}
    FileClose $0
  ${EndIf}
  ${If} $3 == ""
    StrCpy $3 "$LOCALAPPDATA\${NOM}"
  ${EndIf}

  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\LICENCE.txt"
  Delete "$INSTDIR\precedente\${EXE}"
  RMDir "$INSTDIR\precedente"
  Delete "$INSTDIR\${DESINSTALLER}"
  RMDir "$INSTDIR" ; not what somebody put there
  SetShellVarContext current
  Delete "$SMPROGRAMS\${NOM}\${NOM}.lnk"
  Delete "$SMPROGRAMS\${NOM}\Désinstaller.lnk"
  Delete "$SMPROGRAMS\${NOM}\Revenir à la version précédente.lnk"
  RMDir "$SMPROGRAMS\${NOM}"
  DeleteRegKey HKCU "${CLE_WINDOWS}"
  DeleteRegKey HKCU "${CLE}"
  DetailPrint "Vos dossiers sont toujours là."
  MessageBox MB_OK|MB_ICONINFORMATION "Le programme est enlevé. Vos dossiers sont toujours sur ce poste, chiffrés :$\r$\n$\r$\n$3$\r$\n$\r$\nPour les rouvrir, installez de nouveau ${NOM}." /SD IDOK
SectionEnd
