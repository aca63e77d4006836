using System.Management.Automation;

namespace PrivateApi.Shell;

/// <summary>
/// Commands of full PowerShell that the engine alone does not have (they live in assemblies that no package carries).
/// A script that needs one is told so by name, in place of "is not recognized".
/// </summary>
internal static class FullPowerShellCommands
{
    private static readonly Dictionary<string, string> Modules = Read(
        ("Microsoft.PowerShell.Utility", """
            Add-Member Add-Type Clear-Variable Compare-Object ConvertFrom-Csv ConvertFrom-Json ConvertFrom-StringData ConvertTo-Csv ConvertTo-Html
            ConvertTo-Json ConvertTo-Xml Debug-Runspace Disable-PSBreakpoint Enable-PSBreakpoint Export-Alias Export-Clixml Export-Csv
            Export-FormatData Format-Custom Format-Hex Format-List Format-Table Format-Wide Get-Alias Get-Culture Get-Date Get-Error Get-Event
            Get-EventSubscriber Get-FileHash Get-FormatData Get-Host Get-Member Get-PSBreakpoint Get-PSCallStack Get-Random Get-Runspace
            Get-SecureRandom Get-TraceSource Get-TypeData Get-UICulture Get-Unique Get-Uptime Get-Variable Get-Verb Group-Object Import-Alias
            Import-Clixml Import-Csv Import-LocalizedData Import-PowerShellDataFile Invoke-Expression Invoke-RestMethod Invoke-WebRequest
            Join-String Measure-Command Measure-Object New-Alias New-Event New-Guid New-Object New-TemporaryFile New-TimeSpan New-Variable
            Out-File Out-GridView Out-String Read-Host Register-EngineEvent Register-ObjectEvent Remove-Event Remove-TypeData Remove-Variable
            Select-Object Select-String Select-Xml Send-MailMessage Set-Alias Set-Date Set-PSBreakpoint Set-TraceSource Set-Variable
            Sort-Object Start-Sleep Tee-Object Test-Json Trace-Command Unblock-File Unregister-Event Update-FormatData Update-TypeData
            Wait-Debugger Wait-Event Write-Debug Write-Error Write-Host Write-Information Write-Output Write-Progress Write-Verbose Write-Warning
            """),
        ("Microsoft.PowerShell.Management", """
            Add-Content Clear-Content Clear-Item Clear-ItemProperty Convert-Path Copy-Item Copy-ItemProperty Get-ChildItem Get-Clipboard
            Get-ComputerInfo Get-Content Get-Item Get-ItemProperty Get-ItemPropertyValue Get-Location Get-Process Get-PSDrive Get-PSProvider
            Get-Service Get-TimeZone Invoke-Item Join-Path Move-Item Move-ItemProperty New-Item New-ItemProperty New-PSDrive Pop-Location
            Push-Location Remove-Item Remove-ItemProperty Remove-PSDrive Rename-Item Rename-ItemProperty Resolve-Path Restart-Computer
            Set-Clipboard Set-Content Set-Item Set-ItemProperty Set-Location Set-TimeZone Split-Path Start-Process Stop-Process
            Test-Connection Test-Path Wait-Process
            """),
        ("Microsoft.PowerShell.Security", "ConvertFrom-SecureString ConvertTo-SecureString Get-Acl Get-AuthenticodeSignature Get-Credential Get-ExecutionPolicy Set-Acl Set-ExecutionPolicy"),
        ("Microsoft.PowerShell.Archive", "Compress-Archive Expand-Archive"),
        ("Microsoft.PowerShell.ThreadJob", "Start-ThreadJob"));

    /// <summary>Makes the engine answer for these commands with a sentence that says what is needed.</summary>
    public static void Explain(CommandInvocationIntrinsics commands) =>
        commands.CommandNotFoundAction = (_, found) =>
        {
            if (Modules.TryGetValue(found.CommandName, out string? module))
            {
                found.CommandScriptBlock = ScriptBlock.Create(
                    $"throw '{found.CommandName} is a command of full PowerShell ({module}), which this small shell does not have. Run the script with pwsh 7.4 or later: Import-Module ./out/PrivateApi, then the script.'");
                found.StopSearch = true;
            }
        };

    private static Dictionary<string, string> Read(params (string Module, string Names)[] lists) =>
        lists.SelectMany(list => list.Names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), (list, name) => (list.Module, Name: name))
            .ToDictionary(entry => entry.Name, entry => entry.Module, StringComparer.OrdinalIgnoreCase);
}
