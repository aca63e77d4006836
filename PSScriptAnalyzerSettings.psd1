@{
    Severity     = @('Error', 'Warning', 'Information')
    ExcludeRules = @(
        # build.ps1 talks to the person who runs it.
        'PSAvoidUsingWriteHost'

        # It does not see that Pester's BeforeAll hands its variables to It.
        'PSUseDeclaredVarsMoreThanAssignments'
    )
    Rules        = @{
        PSAvoidUsingPositionalParameters = @{ Enable = $true; CommandAllowList = @('Join-Path') }
    }
}
