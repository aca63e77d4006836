using System.Runtime.InteropServices;

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
    public async Task Assemblies_that_are_compiled_for_this_system_take_precedence_and_nothing_else_changes()
    {
        string system =
            (
                OperatingSystem.IsWindows() ? "win"
                : OperatingSystem.IsMacOS() ? "osx"
                : "linux"
            ) + $"-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        DirectoryInfo folder = Directory.CreateTempSubdirectory("privateapi-ahead");
        foreach (string file in Directory.EnumerateFiles(ModuleSession.StagedModule, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder.FullName, Path.GetRelativePath(ModuleSession.StagedModule, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        string bin = Path.Combine(folder.FullName, "bin");
        foreach (string other in new[] { system, "other-system" })
        {
            Directory.CreateDirectory(Path.Combine(bin, other));
        }

        // One of them, and one that would not load.
        File.Copy(Path.Combine(bin, "PrivateApi.dll"), Path.Combine(bin, system, "PrivateApi.dll"));
        await File.WriteAllTextAsync(
            Path.Combine(bin, "other-system", "PrivateApi.Core.dll"),
            "no assembly",
            TestContext.Current.CancellationToken
        );
        PwshRun run = await PwshProcess.RunAsync(
            "-Command",
            $$"""
            Import-Module '{{Path.Combine(folder.FullName, "PrivateApi.psd1")}}' -ErrorAction Stop
            $null = Start-PrivateApiLab -NoDefault | Stop-PrivateApiLab
            foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies()) { if ($assembly.GetName().Name -in 'PrivateApi', 'PrivateApi.Core') { $assembly.Location } }
            (Get-Help Get-PrivateApi).Synopsis
            """
        );
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Contains(Path.Combine(bin, system, "PrivateApi.dll"), lines);
        Assert.Contains(Path.Combine(bin, "PrivateApi.Core.dll"), lines);
        Assert.Equal("Gets private REST APIs with their policy, stages and addresses.", lines[^1]);
        folder.Delete(recursive: true);
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
}
