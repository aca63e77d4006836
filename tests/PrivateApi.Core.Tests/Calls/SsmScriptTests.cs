using System.Diagnostics;
using System.Text;
using PrivateApi.Calls;
using PrivateApi.Calls.Ssm;
using PrivateApi.Model;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Calls;

/// <summary>The script as an instance's shell runs it, with its own curl, against a TLS server.</summary>
public sealed class SsmScriptTests
{
    private const int KeptByRunCommand = 24_000;

    [Fact]
    public async Task An_answer_comes_back_in_one_line_with_its_steps()
    {
        using TlsServer server = new();
        ProbeAnswer ok = await RunAsync(server, new ProbeRequest { Url = $"https://localhost:{server.Port}/demo/ok" });
        Assert.Equal((CallFailure.None, 200, "[{\"id\":1}]"), (ok.Failure, ok.Status, Text(ok)));
        Assert.Equal("127.0.0.1", ok.ConnectedAddress);
        Assert.Contains("127.0.0.1", ok.Addresses);
        Assert.Equal("a, b", ok.Headers["X-Twice"]);
        Assert.False(ok.Truncated);
        Assert.All(
            [ok.Timings.Resolve, ok.Timings.Connect, ok.Timings.Tls, ok.Timings.Request],
            step => Assert.InRange(step!.Value, 0, 60_000)
        );

        // What curl prints of an answer without a body is its head.
        ProbeAnswer head = await RunAsync(server, new ProbeRequest { Url = $"https://localhost:{server.Port}/demo/ok", Method = "HEAD" });
        Assert.Equal((200, string.Empty), (head.Status, Text(head)));

        ProbeAnswer forbidden = await RunAsync(server, new ProbeRequest { Url = $"https://localhost:{server.Port}/demo/forbidden" });
        Assert.Equal((CallFailure.None, 403), (forbidden.Failure, forbidden.Status));
        ProbeAnswer redirect = await RunAsync(server, new ProbeRequest { Url = $"https://localhost:{server.Port}/demo/redirect" });
        Assert.InRange(redirect.Status!.Value, 300, 399);
    }

    [Fact]
    public async Task Whatever_is_in_a_call_goes_out_as_it_is_and_no_shell_reads_it()
    {
        using TlsServer server = new();
        const string Nasty = "a'b\"c$(touch x)`id`;{{ssm:secret}} \\ ü";
        ProbeAnswer answer = await RunAsync(
            server,
            new ProbeRequest
            {
                Method = "POST",
                Url = $"https://localhost:{server.Port}/demo/echo?type=%27%24(id)&b={{{{ssm:x}}}}",
                HostHeader = "abcde12345.execute-api.eu-west-1.amazonaws.com",
                Headers = new Dictionary<string, string>
                {
                    ["x-note"] = "a'b\"c$(touch x)`id`;{{ssm:secret}}",
                    ["Content-Type"] = "text/plain",
                    ["x-empty"] = string.Empty,
                },
                Body = Convert.ToBase64String(Encoding.UTF8.GetBytes(Nasty)),
                IsBase64Encoded = true,
            }
        );
        string echo = Text(answer);
        Assert.Contains(Nasty, echo, StringComparison.Ordinal);
        Assert.Contains("x-note: a'b\"c$(touch x)`id`;{{ssm:secret}}", echo, StringComparison.Ordinal);
        Assert.Contains("Host: abcde12345.execute-api.eu-west-1.amazonaws.com", echo, StringComparison.Ordinal);
        Assert.Contains("POST /demo/echo?type=%27%24(id)&b={{ssm:x}}", echo, StringComparison.Ordinal);
        Assert.DoesNotContain("Accept", echo, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("x-empty:", echo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_step_fails_for_itself()
    {
        using TlsServer server = new();
        Assert.Equal(
            CallFailure.NameNotResolved,
            (await RunAsync(server, new ProbeRequest { Url = "https://abcde12345.execute-api.eu-west-1.invalid/demo" })).Failure
        );
        using ClosedPort nobody = new();
        ProbeAnswer closed = await RunAsync(server, new ProbeRequest { Url = $"https://localhost:{nobody.Port}/demo/ok" });
        Assert.Equal((CallFailure.ConnectFailed, (int?)null), (closed.Failure, closed.Status));

        // A resolver that is late leaves both out.
        Assert.Equal(closed.Addresses.Count > 0, closed.ConnectedAddress is not null);
        Assert.Equal(
            CallFailure.TlsFailed,
            (await RunAsync(server, new ProbeRequest { Url = $"https://127.0.0.1:{server.Port}/demo/ok" })).Failure
        );
        ProbeAnswer slow = await RunAsync(
            server,
            new ProbeRequest { Url = $"https://localhost:{server.Port}/demo/slow", TimeoutMs = 15_000 }
        );
        Assert.Equal(CallFailure.ReadTimeout, slow.Failure);
        Assert.InRange(slow.Timings.Request!.Value, 1, 60_000);
        Assert.Equal(
            CallFailure.ConnectFailed,
            (await RunAsync(server, new ProbeRequest { Url = $"https://localhost:{server.Port}/demo/close" })).Failure
        );
    }

    [Fact]
    public async Task A_long_answer_is_cut_so_that_Run_Command_keeps_all_of_the_line()
    {
        using TlsServer server = new();
        ProbeRequest request = new() { Url = $"https://localhost:{server.Port}/demo/big" };
        string output = await PrintAsync(server, request, path: null);
        Assert.InRange(output.Length, 10_000, KeptByRunCommand);
        ProbeAnswer big = SsmOutput.Read(output)!;
        Assert.Equal((200, true), (big.Status, big.Truncated));

        // What is cut or altered on the way is not taken for an answer.
        Assert.Null(SsmOutput.Read(output[..^10]));
        Assert.Null(SsmOutput.Read(output.Replace("\"exit\":0", "\"exit\":1", StringComparison.Ordinal)));
        Assert.Null(SsmOutput.Read(string.Empty));
    }

    [Fact]
    public async Task Without_curl_Python_makes_the_call()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no sh");
            return;
        }

        using TlsServer server = new();
        string tools = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string[] needed = ["python3", "base64", "head", "tr", "cut"];
            Assert.SkipUnless(needed.All(name => Peer.Find(name) is not null), "python3 is not installed");
            foreach (string name in needed)
            {
                await Executable.WriteAsync(
                    Path.Combine(tools, name),
                    $"#!/bin/sh\nPATH='{Environment.GetEnvironmentVariable("PATH")}' exec '{Peer.Find(name)}' \"$@\""
                );
            }

            string output = await PrintAsync(
                server,
                new ProbeRequest
                {
                    Url = "https://abcde12345.execute-api.eu-west-1.invalid/demo",
                    Headers = new Dictionary<string, string> { ["a"] = "b:c", ["e"] = string.Empty },
                },
                tools
            );
            ProbeAnswer answer = SsmOutput.Read(output)!;
            Assert.Equal(CallFailure.NameNotResolved, answer.Failure);
            Assert.NotNull(answer.Timings.Resolve);
        }
        finally
        {
            Directory.Delete(tools, recursive: true);
        }
    }

    [Fact]
    public void A_command_is_ours_to_the_letter_or_it_is_not()
    {
        ProbeRequest request = new()
        {
            Method = "POST",
            Url = "https://abcde12345.execute-api.eu-west-1.amazonaws.com/demo/pets",
            HostHeader = "h",
            Headers = new Dictionary<string, string> { ["a"] = "b: c", ["e"] = string.Empty },
            Body = "AAE=",
            IsBase64Encoded = true,
            TimeoutMs = 1500,
        };
        List<string> commands = SsmScript.Commands(request);
        ProbeRequest read = SsmScript.Parse(commands)!;
        Assert.Equal((request.Method, request.Url, "h", "AAE=", 2000), (read.Method, read.Url, read.HostHeader, read.Body, read.TimeoutMs));
        Assert.Equal(request.Headers, read.Headers);
        Assert.DoesNotContain("{{", string.Join('\n', commands), StringComparison.Ordinal);
        Assert.Null(SsmScript.Parse([commands[0] + "\nid", commands[1]]));
        Assert.Null(SsmScript.Parse([commands[0], "id"]));
        Assert.Null(SsmScript.Parse(["id"]));
    }

    private static string Text(ProbeAnswer answer) => Encoding.UTF8.GetString(Convert.FromBase64String(answer.Body!));

    /// <summary>Runs the script; with an OpenSSL that would offer TLS 1.0, if asked.</summary>
    internal static async Task<ProbeAnswer> RunAsync(TlsServer server, ProbeRequest request, bool takesOldTls = false)
    {
        string output = await PrintAsync(server, request, path: null, takesOldTls);
        ProbeAnswer? answer = SsmOutput.Read(output);
        Assert.True(answer is not null, output);
        return answer;
    }

    private static async Task<string> PrintAsync(TlsServer server, ProbeRequest request, string? path, bool takesOldTls = false)
    {
        Assert.SkipUnless(
            Peer.Find("sh") is not null && Peer.Find("curl") is not null && !OperatingSystem.IsWindows(),
            "sh and curl are not installed"
        );
        string certificate = Path.GetTempFileName();
        string settings = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(certificate, server.CertificatePem, TestContext.Current.CancellationToken);
            ProcessStartInfo start = new("/bin/sh", ["-c", string.Join('\n', SsmScript.Commands(request))])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["CURL_CA_BUNDLE"] = certificate;
            if (takesOldTls)
            {
                await File.WriteAllTextAsync(
                    settings,
                    "openssl_conf = all\n[all]\nssl_conf = ssl\n[ssl]\nsystem_default = old\n[old]\nMinProtocol "
                        + "= TLSv1\nCipherString = DEFAULT@SECLEVEL=0\n",
                    TestContext.Current.CancellationToken
                );
                start.Environment["OPENSSL_CONF"] = settings;
            }

            start.Environment["PATH"] = path ?? start.Environment["PATH"];
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await error);
            Assert.Equal(1, output.Count(letter => letter == '\n'));
            return output;
        }
        finally
        {
            File.Delete(certificate);
            File.Delete(settings);
        }
    }
}
