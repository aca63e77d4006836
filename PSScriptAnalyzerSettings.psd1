@{
    Severity     = @('Error', 'Warning', 'Information')
    ExcludeRules = @(
        # build.ps1 talks to the person who runs it.
        'PSAvoidUsingWriteHost'

        # It does not see that Pester's BeforeAll hands its variables to It.
        'PSUseDeclaredVarsMoreThanAssignments'

        # PowerShell 7 reads UTF-8 without a mark, and nothing here runs on an older one.
        'PSUseBOMForUnicodeEncodedFile'
    )
    Rules        = @{
        PSAvoidUsingPositionalParameters = @{ Enable = $true; CommandAllowList = @('Join-Path', 'Invoke-Aws', 'Send-Aws', 'Find-Ec2') }
        PSUseSingularNouns               = @{ Enable = $true; NounAllowList = @('Aws', 'Docs') }
    }
}
