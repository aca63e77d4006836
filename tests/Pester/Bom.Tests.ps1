BeforeAll {
    $root = Resolve-Path "$PSScriptRoot/../.."
    $isBuilt = Test-Path "$root/artifacts/obj/PrivateApi/project.assets.json"
    $output = if ($isBuilt) { pwsh -NoProfile -File "$root/build.ps1" -Task Bom 2>&1 | Out-String }
    $exit = $LASTEXITCODE
    $file = "$root/artifacts/package/PrivateApi.cdx.json"
}

Describe 'The bill of materials' {
    BeforeEach { if (-not $isBuilt) { Set-ItResult -Skipped -Because 'the sources are not built here, only the package' } }

    It 'names each library that is shipped, by its package, and nothing else' {
        $exit | Should -Be 0 -Because $output
        $bom = Get-Content $file -Raw | ConvertFrom-Json
        $shipped = Get-ChildItem "$root/out/PrivateApi/bin" -Filter *.dll | Where-Object Name -NotLike 'PrivateApi*.dll'
        ($bom.components.name | Sort-Object) -join ' ' | Should -Be (($shipped.BaseName | Sort-Object) -join ' ')
        $bom.components.purl | ForEach-Object { $_ | Should -Match '^pkg:nuget/[\w.]+@\d+(\.\d+)+$' }
        $bom.components.hashes.alg | Should -Not -Contain $null
        $bom.metadata.component.version | Should -Be (Import-PowerShellDataFile "$root/PrivateApi.psd1").ModuleVersion
    }

    It 'has no library that the notices do not name, with its licence' {
        $notices = Get-Content "$root/out/PrivateApi/THIRD-PARTY-NOTICES.txt"
        foreach ($part in (Get-Content $file -Raw | ConvertFrom-Json).components) {
            $line = @($notices -match "^  $([regex]::Escape($part.name)) ")
            $line.Count | Should -Be 1 -Because $part.name
            $line[0] | Should -Match " $([regex]::Escape($part.licenses.license.id)) "
        }

        @($notices -match '^  \S+ +(MIT|Apache-2\.0) ').Count | Should -Be (Get-ChildItem "$root/out/PrivateApi/bin" -Filter *.dll |
            Where-Object Name -NotLike 'PrivateApi*.dll').Count
    }

    It 'is what the schema of CycloneDX 1.6 allows' {
        $schema = "$root/tests/peers/node_modules/@cyclonedx/cyclonedx-library/res/schema/bom-1.6.SNAPSHOT.schema.json"
        if (-not (Test-Path $schema)) { Set-ItResult -Skipped -Because '@cyclonedx/cyclonedx-library is not installed; npm ci --prefix tests/peers does it' }
        if (-not (Get-Command python3 -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'python3 is not installed' }
        $null = python3 -c 'import jsonschema' 2>&1
        if ($LASTEXITCODE) { Set-ItResult -Skipped -Because "json_schema.py: ModuleNotFoundError: No module named 'jsonschema'" }
        python3 "$root/tests/peers/json_schema.py" $schema $file | Should -Be '[]'
        $broken = "$TestDrive/broken.json"
        (Get-Content $file -Raw).Replace('"type": "library"', '"type": "lib"') | Set-Content $broken
        python3 "$root/tests/peers/json_schema.py" $schema $broken | Should -Match "'lib' is not one of"
    }
}
