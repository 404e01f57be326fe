; Links that open an application [K1]. electron-builder's setup program does not register what "protocols" names, and a kiosk that
; did it would leave it behind for every person who ever started it. SHELL_CONTEXT is the machine, as the installation is.

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\portal-kiosk" "" "URL:Enterprise Portal"
  WriteRegStr SHELL_CONTEXT "Software\Classes\portal-kiosk" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\portal-kiosk\DefaultIcon" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}",0'
  WriteRegStr SHELL_CONTEXT "Software\Classes\portal-kiosk\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\portal-kiosk"
!macroend
