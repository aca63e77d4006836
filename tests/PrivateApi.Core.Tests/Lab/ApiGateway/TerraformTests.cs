using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
    public async Task Terraform_builds_an_api_sees_no_difference_redeploys_and_destroys_it() => await LiveAsync("apigateway");

    /// <summary>Load balancers, VPC links, a web ACL and an imported certificate.</summary>
    [Fact]
    public async Task Terraform_builds_what_stands_before_and_behind_an_api_and_destroys_it()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=api.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        await LiveAsync(
            "fronts",
            ("TF_VAR_certificate", certificate.ExportCertificatePem()),
            ("TF_VAR_key", key.ExportPkcs8PrivateKeyPem())
        );
    }

    /// <summary>Made, found as it was made, changed, found as changed, and taken away.</summary>
    private static async Task LiveAsync(string scene, params (string Name, string Value)[] variables)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PRIVATEAPI_TERRAFORM") == "1", "PRIVATEAPI_TERRAFORM is not 1");
        Assert.SkipUnless(Peer.Find("terraform") is not null, "terraform is not installed");
        using ApiGatewayLab lab = new();
        (string, string)[] all = [("TF_VAR_endpoint", lab.Aws.Listen().AbsoluteUri.TrimEnd('/')), .. variables];
        string folder = Directory.CreateTempSubdirectory("terraform").FullName;
        try
        {
            File.Copy(Path.Combine(Root, "tests", "peers", "terraform", scene, "main.tf"), Path.Combine(folder, "main.tf"));
            await RunAsync(folder, all, "init");
            await RunAsync(folder, all, "apply", "-auto-approve");
            await RunAsync(folder, all, "plan", "-detailed-exitcode");
            await RunAsync(folder, all, "apply", "-auto-approve", "-var=revision=2");
            await RunAsync(folder, all, "plan", "-detailed-exitcode", "-var=revision=2");
            await RunAsync(folder, all, "destroy", "-auto-approve", "-var=revision=2");
            Assert.Empty((JsonArray)(await lab.JsonAsync(HttpMethod.Get, "restapis"))["item"]!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string folder, (string Name, string Value)[] variables, string command, params string[] arguments)
    {
        ProcessStartInfo start = new("terraform", [command, "-input=false", "-no-color", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"terraform {command} ended with {process.ExitCode}:\n{await output}\n{await error}");
    }
}
