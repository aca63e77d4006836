namespace PrivateApi.Tests;

public sealed class LoaderTests
{
    private static string Manifest => ModuleSession.StagedModule + "PrivateApi.psd1";

    [Fact]
    public async Task Another_AWSSDK_Core_loaded_first_is_not_the_one_the_module_uses()
    {
        string other = ModuleSession.Metadata("OtherAwsSdkCore");
        PwshRun run = await PwshProcess.RunAsync(
            "-Command",
            $$"""
            $other = [System.Reflection.Assembly]::LoadFrom('{{other}}')
            Import-Module '{{Manifest}}' -ErrorAction Stop
            $lab = Start-PrivateApiLab -NoDefault
            $null = Get-PrivateApiNetwork -EndpointUrl $lab.EndpointUrl -Region eu-west-1 -AccessKey a -SecretKey b -ErrorAction Ignore
            $cores = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'AWSSDK.Core' }
            foreach ($core in $cores) { "$([System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($core).Name) $($core.GetName().Version)" }
            """
        );
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        string[] cores = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Contains("Default 3.3.0.0", cores);
        Assert.Contains("PrivateApi 4.0.0.0", cores);
        Assert.Equal(2, cores.Length);
    }

    [Fact]
    public async Task The_module_brings_no_AWSSDK_into_the_default_context()
    {
        PwshRun run = await PwshProcess.RunAsync(
            "-Command",
            """
            $lab = Start-PrivateApiLab
            $null = Get-PrivateApiNetwork -ErrorAction Ignore
            [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | Where-Object { $_.GetName().Name -like 'AWSSDK*' -or $_.GetName().Name -like 'Microsoft.OpenApi*' } | ForEach-Object { $_.GetName().Name }
            'end'
            """
        );
        Assert.Equal("end", run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim());
        Assert.DoesNotContain("AWSSDK", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_with_Force_keeps_every_command()
    {
        using ModuleSession session = new();
        int before = session.Run("Get-Command -Module PrivateApi").Count;
        session.Run($"Import-Module '{Manifest}' -Force");
        Assert.True(before > 3);
        Assert.Equal(before, session.Run("Get-Command -Module PrivateApi").Count);
        session.Run("Start-PrivateApiLab -NoDefault | Stop-PrivateApiLab");
    }

    [Fact]
    public void The_module_can_be_removed_and_imported_again()
    {
        using ModuleSession session = new();
        session.Run("Remove-Module PrivateApi");
        Assert.Empty(session.Run("Get-Module PrivateApi*"));
        session.Run($"Import-Module '{Manifest}'");
        Assert.NotEmpty(session.Run("Get-Command Start-PrivateApiLab"));
        session.Run("Start-PrivateApiLab -NoDefault | Stop-PrivateApiLab");
    }

    [Fact]
    public void Two_runspaces_have_labs_of_their_own()
    {
        using ModuleSession first = new();
        using ModuleSession second = new();
        first.Run("$null = Start-PrivateApiLab");
        Assert.Single(first.Run("Get-PrivateApiLab"));
        Assert.Empty(second.Run("Get-PrivateApiLab"));
    }

    [Fact]
    public void The_folder_of_binaries_holds_no_assembly_of_the_host()
    {
        string[] allowed = ["PrivateApi", "AWSSDK.", "Microsoft.OpenApi", "SharpYaml", "System.Collections.Immutable"];
        string[] strangers =
        [
            .. Directory
                .GetFiles(ModuleSession.StagedModule + "bin")
                .Select(Path.GetFileName)
                .OfType<string>()
                .Where(file => !allowed.Any(start => file.StartsWith(start, StringComparison.Ordinal))),
        ];
        Assert.Empty(strangers);
    }

    [Fact]
    public void The_manifest_is_clean()
    {
        using ModuleSession session = new();
        ScriptResult result = session.Invoke($"Test-ModuleManifest '{Manifest}'");
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Single(result.Output);
    }
}
