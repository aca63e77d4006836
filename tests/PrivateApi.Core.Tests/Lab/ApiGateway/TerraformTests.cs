using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Templates;

namespace PrivateApi.Tests.Lab.ApiGateway;

/// <summary>
/// Terraform's AWS provider against the lab. The short scene, and that of the cmdlets, run wherever terraform and its provider are, and
/// take most of their time to start the provider; the long ones are asked for with PRIVATEAPI_TERRAFORM=1, since they take minutes of CPU.
/// </summary>
public sealed class TerraformTests
{
    private static readonly string Root = typeof(TerraformTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot")
        .Value!;

    [Fact]
    public async Task Terraform_builds_a_small_api_sees_no_difference_and_destroys_it()
    {
        using ApiGatewayLab lab = new();
        using Folder folder = new(lab.Aws.Listen(), "short");
        (int initialised, string error) = await folder.TryAsync("init");
        Assert.SkipWhen(initialised != 0, $"terraform has no AWS provider here: {error}");
        await folder.RunAsync("apply", "-auto-approve");
        await folder.RunAsync("plan", "-detailed-exitcode");
        await folder.RunAsync("destroy", "-auto-approve", "-refresh=false");
        Assert.Empty((JsonArray)(await lab.JsonAsync(HttpMethod.Get, "restapis"))["item"]!);
        Assert.Empty((JsonArray)(await lab.JsonAsync(HttpMethod.Get, "clientcertificates"))["item"]!);
    }

    /// <summary>
    /// What New-PrivateApiNetwork and the other cmdlets made is what the provider makes of the same wishes: it imports all, and would
    /// change nothing. Routing rules of domain names are not in it: version 5 of the provider has no such resource.
    /// </summary>
    [Fact]
    public async Task Terraform_sees_no_difference_in_what_the_cmdlets_made()
    {
        Assert.SkipUnless(Peer.Find("terraform") is not null, "terraform is not installed");
        using StackScene scene = await StackScene.MakeAsync();
        Uri lab = scene.Lab.Lab.Listen();
        string ids = (await Peer.BotoAsync("stack.py", lab, "ids", scene.Api)).GetRawText();
        using Folder folder = new(lab, "cmdlets", ("TF_VAR_id", ids));
        (int initialised, string error) = await folder.TryAsync("init");
        Assert.SkipWhen(initialised != 0, $"terraform has no AWS provider here: {error}");
        (int exit, string said) = await folder.TryAsync("plan", "-lock=false");
        Assert.True(
            exit == 0 && Regex.IsMatch(said, "Plan: [0-9]{2} to import, 0 to add, 0 to change, 0 to destroy"),
            $"terraform plan ended with {exit}:\n{said}"
        );
    }

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
        using ApiGatewayLab lab = new();
        using Folder folder = new(lab.Aws.Listen(), scene, variables);
        await folder.RunAsync("init");
        await folder.RunAsync("apply", "-auto-approve");
        await folder.RunAsync("plan", "-detailed-exitcode");
        await folder.RunAsync("apply", "-auto-approve", "-var=revision=2");
        await folder.RunAsync("plan", "-detailed-exitcode", "-var=revision=2");
        await folder.RunAsync("destroy", "-auto-approve", "-var=revision=2");
        Assert.Empty((JsonArray)(await lab.JsonAsync(HttpMethod.Get, "restapis"))["item"]!);
    }

    /// <summary>A scene in a folder of its own, with the lab as its endpoint.</summary>
    private sealed class Folder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("terraform").FullName;
        private readonly (string Name, string Value)[] _variables;

        public Folder(Uri lab, string scene, params (string Name, string Value)[] variables)
        {
            Assert.SkipUnless(Peer.Find("terraform") is not null, "terraform is not installed");
            _variables = [("TF_VAR_endpoint", lab.AbsoluteUri.TrimEnd('/')), .. variables];
            File.Copy(Path.Combine(Root, "tests", "peers", "terraform", scene, "main.tf"), Path.Combine(_path, "main.tf"));
        }

        public void Dispose() => Directory.Delete(_path, recursive: true);

        public async Task RunAsync(string command, params string[] arguments)
        {
            (int exit, string said) = await TryAsync(command, arguments);
            Assert.True(exit == 0, $"terraform {command} ended with {exit}:\n{said}");
        }

        public async Task<(int Exit, string Said)> TryAsync(string command, params string[] arguments)
        {
            ProcessStartInfo start = new("terraform", [command, "-input=false", "-no-color", .. arguments])
            {
                WorkingDirectory = _path,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            foreach ((string name, string value) in _variables)
            {
                start.Environment[name] = value;
            }

            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, $"{await output}\n{await error}");
        }
    }
}
