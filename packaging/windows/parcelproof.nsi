; Installer for Windows, per user and without asking for an administrator.
; Never compiled in CI with a Windows program in it, and never tried on Windows: see README.md.
;
;   makensis -DVERSION=0.1.0 -DPROGRAM=path\to\parcelproof.exe -DICON=path\to\parcelproof.ico parcelproof.nsi

!ifndef VERSION
  !error "name the version: -DVERSION=0.1.0"
!endif
!ifndef PROGRAM
  !error "name the program: -DPROGRAM=parcelproof.exe"
!endif

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
Name "Parcelproof"
OutFile "parcelproof-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Parcelproof"
!ifdef ICON
  Icon "${ICON}"
!endif

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Parcelproof"

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Section
  SetOutPath "$INSTDIR"
  File "/oname=parcelproof.exe" "${PROGRAM}"
  File "/oname=LICENSE.txt" "..\..\LICENSE"
  CreateShortcut "$SMPROGRAMS\Parcelproof.lnk" "$INSTDIR\parcelproof.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Parcelproof"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\parcelproof.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; The library is the buyer's and stays.
Section "Uninstall"
  Delete "$INSTDIR\parcelproof.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Parcelproof.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
