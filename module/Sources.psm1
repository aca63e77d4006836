# What Import-Module ./PrivateApi.psd1 finds in a clone; the build stages PrivateApi.psm1 in its place.
$staged = [IO.Path]::GetFullPath("$PSScriptRoot/../out/PrivateApi")
$built = (Test-Path "$staged/PrivateApi.psd1") ? '' : 'dotnet build; '
throw "These are the sources, and the module is built from them. Run: ${built}Import-Module '$($staged.Replace("'", "''"))'"
