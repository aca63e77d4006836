using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.ApiGateway;

/// <summary>
/// Terraform's AWS provider against the lab. Asked for with PRIVATEAPI_TERRAFORM=1, since a run takes minutes of CPU and
/// the provider must be at hand (<c>terraform init</c>).
/// </summary>
public sealed class TerraformTests
{
    private static readonly string Root = typeof(TerraformTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot")
        .Value!;

    [Fact]
    public async Task Terraform_builds_an_api_sees_no_difference_redeploys_and_destroys_it()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PRIVATEAPI_TERRAFORM") == "1", "PRIVATEAPI_TERRAFORM is not 1");
        Assert.SkipUnless(Peer.Find("terraform") is not null, "terraform is not installed");
        using ApiGatewayLab lab = new();
        string url = lab.Aws.Listen().AbsoluteUri.TrimEnd('/');
        string folder = Directory.CreateTempSubdirectory("terraform").FullName;
        try
        {
            File.Copy(Path.Combine(Root, "tests", "peers", "terraform", "apigateway", "main.tf"), Path.Combine(folder, "main.tf"));
            await RunAsync(folder, url, "init");
            await RunAsync(folder, url, "apply", "-auto-approve");
            await RunAsync(folder, url, "plan", "-detailed-exitcode");
            await RunAsync(folder, url, "apply", "-auto-approve", "-var=revision=2");
            await RunAsync(folder, url, "destroy", "-auto-approve", "-var=revision=2");
            Assert.Empty((JsonArray)(await lab.JsonAsync(HttpMethod.Get, "restapis"))["item"]!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string folder, string url, string command, params string[] arguments)
    {
        ProcessStartInfo start = new("terraform", [command, "-input=false", "-no-color", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TF_VAR_endpoint"] = url;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"terraform {command} ended with {process.ExitCode}:\n{await output}\n{await error}");
    }
}
