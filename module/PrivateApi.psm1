$inner = Microsoft.PowerShell.Core\Import-Module -Assembly ([PrivateApi.Loader.LoadContext]::Module) -PassThru
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module $inner } # else a second import exports nothing: PowerShell#20710
