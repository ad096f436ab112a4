@echo off
rem Runs the stint command on Windows, as the script ./stint does elsewhere; builds it first if it is not there.
setlocal
set "here=%~dp0"
rem What was unpacked has its jars and perhaps a Java of its own beside bin; a working copy builds them.
set "home=%here%.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%home%\stint-command.jar" (
  if exist "%home%\runtime\bin\java.exe" set "java=%home%\runtime\bin\java"
) else (
  set "home=%here%command\target"
)
if not exist "%home%\stint-command.jar" (
  echo stint: building, once 1>&2
  pushd "%here%"
  call mvnw.cmd -q -B -Dquick -DskipTests -pl command -am package 1>&2
  popd
)
if not exist "%home%\stint-command.jar" exit /b 1
set options=-XX:+UseSerialGC -Xmx512m --enable-native-access=ALL-UNNAMED
rem A call that is soon over is done before the second compiler has paid for itself.
set short=-XX:TieredStopAtLevel=1
for %%c in (demo import run work web) do if "%~1"=="%%c" set "short="
rem An archive of another JDK or of other jars is not used, and not spoken of.
set archive="-XX:SharedArchiveFile=%home%\stint.jsa" "-Xlog:cds*=off"
if not exist "%home%\stint.jsa" set "archive="
"%java%" %options% %short% %archive% -cp "%home%\stint-command.jar" dev.stint.command.Main %*
exit /b %ERRORLEVEL%
