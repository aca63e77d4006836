@{
    # In a clone the module is what the build puts into out/PrivateApi, and this says so. The build takes what is staged instead.
    RootModule           = 'module/Sources.psm1'
    #staged RootModule           = 'PrivateApi.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '6f1c0d0b-3f0e-4a5e-9c7b-0d8a4f6f2a11'
    Author               = 'The PrivateApi authors'
    CompanyName          = 'The PrivateApi authors'
    Copyright            = 'The PrivateApi authors. Apache-2.0.'
    Description          = 'Private REST APIs of Amazon API Gateway behind interface VPC endpoints: build them, call them from inside the VPC, say why a call fails, and rehearse all of it offline.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    #staged RequiredAssemblies   = @('bin/PrivateApi.Loader.dll')
    #staged TypesToProcess       = @('PrivateApi.Types.ps1xml')
    #staged FormatsToProcess     = @('PrivateApi.Format.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Start-PrivateApiLab'
        'Get-PrivateApiLab'
        'Stop-PrivateApiLab'
        'New-PrivateApiNetwork'
        'Get-PrivateApiNetwork'
        'Remove-PrivateApiNetwork'
        'New-PrivateApiEndpoint'
        'Get-PrivateApiEndpoint'
        'Set-PrivateApiEndpoint'
        'Remove-PrivateApiEndpoint'
        'New-PrivateApiResolver'
        'Get-PrivateApiResolver'
        'Remove-PrivateApiResolver'
        'New-PrivateApi'
        'Get-PrivateApi'
        'Set-PrivateApi'
        'Remove-PrivateApi'
        'New-PrivateApiPolicy'
        'Get-PrivateApiPolicy'
        'Set-PrivateApiPolicy'
        'Test-PrivateApiPolicy'
        'Get-PrivateApiAccess'
        'Publish-PrivateApi'
        'Restore-PrivateApi'
        'Get-PrivateApiDeployment'
        'Invoke-PrivateApi'
        'Test-PrivateApi'
        'Repair-PrivateApi'
        'Resolve-PrivateApiError'
        'New-PrivateApiKey'
        'Get-PrivateApiKey'
        'Set-PrivateApiKey'
        'Remove-PrivateApiKey'
        'New-PrivateApiDomain'
        'Get-PrivateApiDomain'
        'Set-PrivateApiDomain'
        'Remove-PrivateApiDomain'
        'Add-PrivateApiDomainAssociation'
        'Remove-PrivateApiDomainAssociation'
        'New-PrivateApiAuthorizer'
        'Get-PrivateApiAuthorizer'
        'Remove-PrivateApiAuthorizer'
        'Export-PrivateApiReport'
        'Export-PrivateApiTemplate'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @('AWS', 'ApiGateway', 'VpcEndpoint', 'PrivateLink', 'Networking', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
