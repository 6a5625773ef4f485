@echo off
rem The kitrail command inside of withModelKit, which sets KITRAIL_JAVA.
setlocal
if "%KITRAIL_JAVA%"=="" set "KITRAIL_JAVA=java"
"%KITRAIL_JAVA%" "@%~dp0java.options" %KITRAIL_JAVA_OPTS% -jar "%~dp0kitrail.jar" %*
exit /b %ERRORLEVEL%
