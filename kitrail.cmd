@echo off
rem Runs Kitrail from a checkout: builds it on first use, then starts the one jar.
setlocal
set "HOME_DIR=%~dp0"
set "JAVA=java"
if not "%JAVA_HOME%"=="" set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo kitrail: no Java found. Install a JDK 17 or newer and put it on PATH, or set JAVA_HOME. 1>&2
  exit /b 2
)
set "JAR="
for %%f in ("%HOME_DIR%runner-core\target\kitrail-runner-core-*-cli.jar") do set "JAR=%%f"
if "%JAR%"=="" (
  echo kitrail: building, once ... 1>&2
  pushd "%HOME_DIR%"
  call mvnw.cmd -q -Dquick -DskipTests -pl runner-core -am package 1>&2
  if errorlevel 1 (
    popd
    echo kitrail: the build failed 1>&2
    exit /b 1
  )
  popd
  for %%f in ("%HOME_DIR%runner-core\target\kitrail-runner-core-*-cli.jar") do set "JAR=%%f"
)
rem On some CPUs with AVX-512 hashing is many times slower without this; see the script kitrail.
set "AVX="
if "%PROCESSOR_ARCHITECTURE%"=="AMD64" set "AVX=-XX:UseAVX=2"
"%JAVA%" -XX:+UseSerialGC -Xmx192m %AVX% %KITRAIL_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
