using System.Diagnostics;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Release;

/// <summary>What a restore under this repository's settings says of packages with known vulnerabilities.</summary>
public sealed class AuditTests
{
    /// <summary>Four that a project names, of which one needs a fifth.</summary>
    private static readonly Dictionary<string, string?> Packages = new()
    {
        ["low"] = null,
        ["moderate"] = null,
        ["high"] = null,
        ["clean"] = "deep",
        ["deep"] = null,
    };

    [Fact]
    public async Task A_vulnerable_package_of_any_severity_and_depth_fails_the_build()
    {
        using PackageSource source = new(
            Packages,
            new Dictionary<string, int>
            {
                ["low"] = 0,
                ["moderate"] = 1,
                ["high"] = 2,
                ["deep"] = 3,
            }
        );
        (int exit, string output) = await RestoreAsync(source);
        Assert.True(exit != 0, output);
        Assert.All(
            (string[])
                [
                    "error NU1901: Warning As Error: Package 'low'",
                    "error NU1902: Warning As Error: Package 'moderate'",
                    "error NU1903: Warning As Error: Package 'high'",
                    "error NU1904: Warning As Error: Package 'deep'",
                ],
            error => Assert.Contains(error, output, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("'clean'", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_only_warns()
    {
        using PackageSource source = new(Packages, new Dictionary<string, int> { ["low"] = 0 }, isBroken: true);
        (int exit, string output) = await RestoreAsync(source);
        Assert.True(exit == 0, output);
        Assert.Contains("warning NU1900", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_knows_nothing_is_no_reason_to_stop()
    {
        using PackageSource source = new(Packages, known: null);
        (int exit, string output) = await RestoreAsync(source);
        Assert.True(exit == 0, output);
    }

    private static async Task<(int Exit, string Output)> RestoreAsync(PackageSource source)
    {
        using TempFolder folder = new();
        await WriteAsync(
            "Directory.Build.props",
            $"""
            <Project>
              <Import Project="{Path.Combine(Peer.Root, "Directory.Build.props")}" />
              <PropertyGroup><ArtifactsPath>$(MSBuildThisFileDirectory)artifacts</ArtifactsPath></PropertyGroup>
            </Project>
            """
        );
        await WriteAsync(
            "nuget.config",
            $"""
            <configuration>
              <packageSources><clear /><add key="test" value="{source.Url}index.json" protocolVersion="3" allowInsecureConnections="true" /></packageSources>
              <config><add key="globalPackagesFolder" value="packages" /></config>
            </configuration>
            """
        );
        await WriteAsync(
            "Audited.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="low;moderate;high;clean" Version="1.0.0" /></ItemGroup>
            </Project>
            """
        );
        ProcessStartInfo start = new(StepRun.Dotnet, ["restore", folder.File("Audited.csproj")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What is known of vulnerabilities is kept in the cache of answers for half an hour.
        start.Environment["NUGET_HTTP_CACHE_PATH"] = folder.File("cache");
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(folder.File(name), text, TestContext.Current.CancellationToken);
    }
}
