@echo off
rem Starts Onekyu with the Java in JAVA_HOME, or else the one on the PATH. JAVA_OPTS adds to the options of the JVM.
setlocal

for %%d in ("%~dp0..") do set "ONEKYU_DIST=%%~fd"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

rem The third word of: openjdk version "17.0.15" 2025-04-15
set "VERSION="
for /f "tokens=3" %%v in ('^""%JAVA%" -version 2^>^&1 ^| findstr version^"') do set "VERSION=%%~v"
if not defined VERSION goto none

set "MAJOR=0"
for /f "tokens=1,2 delims=._-+" %%a in ("%VERSION%") do if "%%a"=="1" (set "MAJOR=%%b") else (set "MAJOR=%%a")
if %MAJOR% lss 17 goto old

rem The archive of classes for later starts (docs/start.md); ONEKYU_CDS=no forgoes it, ONEKYU_CDS=folder says where it is kept.
set "ARCHIVE="
set "USE="
if /i "%ONEKYU_CDS%"=="no" goto start
set "ARCHIVE=%ONEKYU_CDS%"
if /i "%ONEKYU_CDS%"=="yes" set "ARCHIVE="
if not defined ARCHIVE set "ARCHIVE=%ONEKYU_DIST%\cache"
if %MAJOR% geq 25 (set "ARCHIVE=%ARCHIVE%\start-%VERSION%.aot") else (set "ARCHIVE=%ARCHIVE%\start-%VERSION%.jsa")
if not exist "%ARCHIVE%" goto start
if not exist "%ARCHIVE%.key" goto start
rem Cut short, it could end the JVM.
set "KNOWN="
set /p KNOWN=<"%ARCHIVE%.key"
for %%f in ("%ARCHIVE%") do if not "%%~zf"=="%KNOWN%" goto start
if %MAJOR% geq 25 (set USE="-XX:AOTCache=%ARCHIVE%" "-Xlog:cds*=off" "-Xlog:aot*=off") else (set USE="-XX:SharedArchiveFile=%ARCHIVE%" "-Xlog:cds*=off")

:start
"%JAVA%" %USE% "-Donekyu.archive=%ARCHIVE%" -XX:+UseSerialGC -Xmx512m -Dfile.encoding=UTF-8 %JAVA_OPTS% -cp "%ONEKYU_DIST%\lib\*;%ONEKYU_DIST%\plugins\*" io.github.onekyu.app.Main %*
exit /b %ERRORLEVEL%

:none
>&2 echo OKY-1801: no Java found: "%JAVA%" cannot be run.
goto advice

:old
>&2 echo OKY-1801: Onekyu needs Java 17 or newer, but "%JAVA%" is Java %VERSION%.

:advice
>&2 echo           Install Java 17 or newer, or set JAVA_HOME to the folder of one.
exit /b 78
