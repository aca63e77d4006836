// Over 250 lines: the texts and the answers that every command meets.
using System.Management.Automation;
using System.Net;
using System.Text;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests;

/// <summary>Texts that are no path, given where a path may stand: an error of ours in words, never PowerShell's about a drive.</summary>
public sealed class HostileArgumentTests : IDisposable
{
    private static readonly string[] Ours =
    [
        "PolicyNotFound",
        "InvalidPolicy",
        "PolicyCaseNotFound",
        "InvalidPolicyCase",
        "InvalidSnapshot",
        "DefinitionNotFound",
        "InvalidDefinition",
        "InputTooLarge",
        "FileNotWritten",
        "SnapshotNotWritten",
    ];

    private readonly ModuleSession _session = new();

    public HostileArgumentTests() => _session.Run("Start-PrivateApiLab -Region eu-west-1 -PendingTime 0 | Out-Null");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Test-PrivateApiPolicy -Policy $text")]
    [InlineData("Get-PrivateApiAccess -Policy $text")]
    [InlineData("Test-PrivateApiPolicy -CasePath $text")]
    [InlineData("Test-PrivateApi -SnapshotPath $text")]
    [InlineData("New-PrivateApi Pets -OpenApi $text")]
    [InlineData("New-PrivateApi Pets -Sample PetStore -Policy $text")]
    public void A_text_that_is_no_path_is_an_error_of_ours(string command)
    {
        foreach (string text in Texts())
        {
            (string id, string message) = Failure(command, text);
            bool isJson = command.StartsWith("Test-PrivateApiPolicy -Policy", StringComparison.Ordinal) && text[0] == '{';
            Assert.True(Ours.Contains(id) || isJson, $"{command} with '{text[..Math.Min(40, text.Length)]}': {id}: {message}");
            Assert.True(message.Length < 1_500, $"{command}: a message of {message.Length} characters");
            Assert.DoesNotContain(message, c => c is '\0' or '\u001b');
        }
    }

    [Theory]
    [InlineData("Get-PrivateApi $text")]
    [InlineData("Remove-PrivateApi -Name $text -Force")]
    [InlineData("Get-PrivateApiEndpoint $text")]
    [InlineData("Get-PrivateApiNetwork $text")]
    public void A_name_that_is_no_wildcard_pattern_is_an_error_of_ours(string command)
    {
        _session.Run("$null = New-PrivateApiNetwork shop | New-PrivateApiEndpoint | New-PrivateApi Pets -Sample PetStore -StageName demo");
        (string id, string message) = Failure(command, "pets [v1\u001b");
        Assert.Equal("InvalidName", id);
        Assert.StartsWith(@"'pets [v1\u001b' is not a valid wildcard pattern", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nope:\\z")]
    [InlineData("http://example.com/report.html")]
    [InlineData("Env:\\REPORT")]
    [InlineData("no::such")]
    public void A_text_that_is_no_path_is_not_written_to(string text)
    {
        Assert.Equal(
            "FileNotWritten",
            Failure("Test-PrivateApiPolicy -Policy '{\"Statement\":[]}' | Export-PrivateApiReport JUnit -Path $text", text).Id
        );
        _session.Run("$null = New-PrivateApiNetwork shop | New-PrivateApiEndpoint | New-PrivateApi Pets -Sample PetStore -StageName demo");
        Assert.Equal("SnapshotNotWritten", Failure("Test-PrivateApi Pets -SnapshotPath $text", text).Id);
    }

    [Fact]
    public void A_policy_larger_than_any_is_refused_as_text_and_as_a_file()
    {
        string text = "{\"Version\":\"" + new string('x', 1 << 20) + "\"}",
            file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        Assert.Equal("InputTooLarge", Failure("Test-PrivateApiPolicy -Policy $text", text).Id);
        Assert.Equal("InputTooLarge", Failure("Test-PrivateApiPolicy -Policy $text", file).Id);
        File.Delete(file);
    }

    // EC2 denies with 403, the JSON protocols with 400; both are a matter of permissions to a script that looks at the category.
    [Theory]
    [InlineData(403, "AccessDenied")]
    [InlineData(403, "AccessDeniedException")]
    [InlineData(400, "AccessDeniedException")]
    public async Task AccessDenied_is_PermissionDenied(int status, string code)
    {
        ErrorRecord error = await RefusedAsync(status, code, "-ErrorAction Stop");
        Assert.StartsWith(code + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category);
    }

    // Each protocol has a code of its own for temporary keys that are over their time.
    [Theory]
    [InlineData(400, "ExpiredTokenException")]
    [InlineData(403, "ExpiredToken")]
    [InlineData(400, "RequestExpired")]
    public async Task Expired_credentials_have_one_id_and_say_what_to_do(int status, string code)
    {
        ErrorRecord error = await RefusedAsync(status, code, "-SessionToken c");
        Assert.StartsWith("CredentialsExpired,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("aws sso login", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("run the same command again", error.Exception.Message, StringComparison.Ordinal);
    }

    // Whatever a server sends: what reaches the user is one record with a stable id.
    [Theory]
    [InlineData("<html><body>Sign in</body></html>", "AnswerUnreadable", ErrorCategory.InvalidResult)]
    [InlineData("{\"item\":[", "AnswerUnreadable", ErrorCategory.InvalidResult)]
    public async Task An_answer_that_is_none_is_one_error_with_an_id(string body, string id, ErrorCategory category)
    {
        (HttpListener opened, Uri url) = OpenPort.Listen();
        using HttpListener listener = opened;
        Task serving = ServeAsync(listener, 200, null, body);
        List<PSObject> found = _session.Run(
            $"try {{ Get-PrivateApi -EndpointUrl {url} -Region eu-west-1 -AccessKey a " + "-SecretKey b -ErrorAction Stop } catch { $_ }"
        );
        ErrorRecord error = Assert.IsType<ErrorRecord>(Assert.Single(found).BaseObject);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains("Check -EndpointUrl", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OrganizationId_lets_my_organisation_in_and_others_out()
    {
        string Effect(string policy, string context) =>
            _session
                .Run(
                    $"(Test-PrivateApiPolicy -Policy ({policy}) -Principal arn:aws:iam::111122223333:role/app -Resource "
                        + $"arn:aws:execute-api:eu-west-1:123456789012:abc123def4/demo/GET/pets -Context @{{ {context} }}).Effect"
                )[0]
                .ToString()!;
        const string Mine = "'aws:PrincipalOrgID' = 'o-mine123456'",
            Other = "'aws:PrincipalOrgID' = 'o-other12345'";
        const string Policy = "New-PrivateApiPolicy -OrganizationId o-mine123456";
        Assert.Equal("Allowed", Effect(Policy, Mine));
        Assert.NotEqual("Allowed", Effect(Policy, Other));
        Assert.NotEqual("Allowed", Effect(Policy, string.Empty));

        // -Deny turns it round.
        Assert.Equal("ExplicitlyDenied", Effect(Policy + " -Deny", Mine));
        Assert.Equal("Allowed", Effect(Policy + " -Deny", Other));
    }

    private static IEnumerable<string> Texts() =>
        [
            "{\"a\":1}",
            "x:y",
            "Nope:\\z",
            "http://example.com/policy.json",
            "https://user:pw@example.com/",
            "*",
            "a?b[c",
            "[1",
            "[\"x\"]",
            "Env:\\PATH",
            "Variable:HOME",
            "HKLM:\\x",
            "no::such",
            "FileSystem::",
            "::",
            "\\\\?\\",
            "a\0b",
            "\u001b[31m",
            "a\nb: c",
            "~nobody/x",
            ":",
            "/",
            ".",
            "arn:aws:execute-api:eu-west-1:123456789012:abc/*",
            new string('a', 5_000),
            new string('a', 2 << 20),
            "/" + new string('b', 300),
            "C:" + new string('/', 5_000),
        ];

    private (string Id, string Message) Failure(string command, string text)
    {
        _session.Set("text", text);
        List<PSObject> found = _session.Run($"try {{ $null = {command} -ErrorAction Stop; 'none' }} catch {{ $_ }}");
        return Assert.Single(found).BaseObject is ErrorRecord error
            ? (error.FullyQualifiedErrorId.Split(',')[0], error.Exception.Message)
            : ("none", string.Empty);
    }

    private static async Task ServeAsync(HttpListener listener, int status, string? code, string? body = null)
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await listener.GetContextAsync();
                bool isQuery = context.Request.ContentType?.StartsWith("application/x-www-form", StringComparison.Ordinal) == true;
                string text =
                    body
                    ?? (
                        isQuery
                            ? $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>"
                            : $$"""{"__type":"{{code}}","message":"User is not authorized"}"""
                    );
                context.Response.StatusCode = status;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or InvalidOperationException)
        {
            // Closed; where the next call is not waited for yet, .NET says that it was not started.
        }
    }

    /// <summary>The error of a command to a service that refuses everything.</summary>
    private async Task<ErrorRecord> RefusedAsync(int status, string code, string more)
    {
        (HttpListener opened, Uri url) = OpenPort.Listen();
        using HttpListener listener = opened;
        Task serving = ServeAsync(listener, status, code);
        List<PSObject> found = _session.Run(
            $"try {{ Get-PrivateApi -EndpointUrl {url} -Region eu-west-1 -AccessKey a -SecretKey b {more} }} catch {{ $_ }}"
        );
        listener.Stop();
        await serving;
        return Assert.IsType<ErrorRecord>(Assert.Single(found).BaseObject);
    }
}
