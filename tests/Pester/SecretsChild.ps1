# What Secrets.Tests.ps1 runs in a process of its own: the SDK's log is on, as far as the module's load context lets one reach it.
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'Read by the commands below.')]
param([string] $Module, [uri] $Url, [string] $Profiles, [string] $Log)

$VerbosePreference = $DebugPreference = 'Continue'
$env:AWS_EC2_METADATA_DISABLED = 'true'
Import-Module $Module
$context = [Runtime.Loader.AssemblyLoadContext]::All.Where{ $_.Name -eq 'PrivateApi' }[0]
$config = $context.LoadFromAssemblyName([Reflection.AssemblyName] 'AWSSDK.Core').GetType('Amazon.AWSConfigs')
$config::LoggingConfig.LogTo = 'SystemDiagnostics'
$config::LoggingConfig.LogMetrics = $true
$listener = [Diagnostics.TextWriterTraceListener]::new($Log, 'secrets')
$config::AddTraceListener('Amazon', $listener)
$place = @{ ProfileLocation = $Profiles; EndpointUrl = $Url; Region = 'eu-west-1' }
$commands = @(
    { Get-PrivateApiNetwork -EndpointUrl $Url -Region eu-west-1 }
    { Get-PrivateApiNetwork -EndpointUrl $env:PLANTED_URL -Region eu-west-1 }
    { Get-PrivateApiNetwork -ProfileName assumed @place }
    { Get-PrivateApi -Region eu-west-1 }
    { Get-PrivateApi -ProfileName guarded @place }
)
foreach ($command in $commands) {
    $config::LoggingConfig.LogResponses = 'Always'
    $Error.Clear()
    try { & $command *>&1 | Out-String } catch { $_ | Out-String }
    $Error.ForEach{ Get-Error -InputObject $_ | Out-String }
    "ended: $($Error.Count -gt 0 ? $Error[0].FullyQualifiedErrorId.Split(',')[0] : 'well')"
}

$listener.Flush()
