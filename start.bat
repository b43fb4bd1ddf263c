@echo off
rem Double-click to start the app. The first time it installs what it needs into the folder .venv.
setlocal
title Family context formulation
pushd "%~dp0"
if errorlevel 1 goto no_folder
set "PYTHON=.venv\Scripts\python.exe"

if exist "%PYTHON%" goto install
where py >nul 2>nul
if errorlevel 1 goto no_python
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))"
if errorlevel 1 goto old_python
echo Making a place for the app's own Python packages.
py -3 -m venv .venv
if errorlevel 1 goto no_environment

:install
rem The copy in .venv says what was installed last: nothing to do while it is the same.
fc /b requirements.lock .venv\requirements.lock >nul 2>nul
if not errorlevel 1 goto start
echo Installing what the app needs. The first time takes a few minutes.
"%PYTHON%" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
if errorlevel 1 goto not_installed
copy /y requirements.lock .venv\requirements.lock >nul

:start
echo The app opens in your browser. Close this window to stop it.
"%PYTHON%" -m streamlit run serve.py --server.headless false
if errorlevel 1 goto stopped
popd
exit /b 0

:no_folder
echo The folder of this file cannot be opened. Copy the whole folder to this computer and try again.
goto problem

:no_python
echo Python was not found. Install Python 3.11 or newer from https://www.python.org/downloads/
echo with the option "py launcher", then double-click this file again.
goto problem

:old_python
echo This computer's Python is older than 3.11. Install a newer one from
echo https://www.python.org/downloads/ and double-click this file again.
goto problem

:no_environment
echo The folder .venv could not be made. Is this folder read-only, or still inside a zip file?
goto problem

:not_installed
echo The packages could not be installed. Is there an internet connection? The lines above say more.
echo If it fails again, delete the folder .venv and double-click this file once more.
goto problem

:stopped
echo The app stopped because of an error. The lines above say more.
goto problem

:problem
pause
exit /b 1
