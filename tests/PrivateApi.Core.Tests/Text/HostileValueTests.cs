using System.Collections;
using System.Management.Automation.Language;
using PrivateApi.Aws.Credentials;
using PrivateApi.Calls.Lambda;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Reachability;
using PrivateApi.Resources;
using PrivateApi.Tests.Reachability;
using PrivateApi.Text;

namespace PrivateApi.Tests.Text;

/// <summary>
/// Names that others choose, in the commands of errors, warnings and leftovers: PowerShell's own parser reads each back as the
/// one text that it was.
/// </summary>
public sealed class HostileValueTests
{
    public static TheoryData<string> Hostile =>
        [
            "vpce-0a,(New-Item pwned)",
            "a'; New-Item pwned; '",
            "a\"; New-Item pwned; \"",
            "\u2018;New-Item pwned;\u2019",
            "\u201a\u201b'x",
            "\u201cx\u201d\u201e",
            "$(New-Item pwned)",
            "`$x`n",
            "x;y",
            "x|y",
            "x&y",
            "x && y",
            "line\nNew-Item pwned",
            "line\r\nx",
            "-Force",
            "--%",
            "--% x",
            "@splat",
            "#comment",
            "x #y",
            "<#x#>",
            "{New-Item}",
            "}{",
            ")(",
            "a,b",
            "x > y",
            "$true",
            "@(1)",
            "",
            " ",
            "\u001b[31m",
            "\u202ex",
            "\u2028x",
            "0x10",
            "1kb",
            "12345e6789",
            "\u2013dash",
            "%",
            "?",
            "~",
            "*[a]",
            ">",
            "\0",
            "'@",
            "@'\n",
        ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_value_is_one_text_in_every_place_of_a_command(string hostile)
    {
        string line = CommandLine
            .ForCmdlet("Update-AGRestApi")
            .With("RestApiId", hostile)
            .With("VpcEndpointId", ["a", hostile])
            .With("PatchOperation", CommandValue.Table(("Path", hostile), (hostile + "x", CommandValue.List(hostile, 1, true))))
            .With("Force")
            .ToString();
        CommandElementAst[] parts = [.. Assert.Single(TypedCommand.Commands(line, out string remark)).CommandElements];
        Assert.Equal(string.Empty, remark);
        Assert.Equal(
            ["RestApiId", "VpcEndpointId", "PatchOperation", "Force"],
            parts.OfType<CommandParameterAst>().Select(part => part.ParameterName)
        );
        Assert.Equal(hostile, parts[2].SafeGetValue());
        Assert.Equal<object>(["a", hostile], (IEnumerable<object>)parts[4].SafeGetValue());
        Hashtable table = (Hashtable)parts[6].SafeGetValue();
        Assert.Equal(hostile, table["Path"]);
        Assert.Equal([hostile, 1, true], (object[])table[hostile + "x"]!);
        Assert.DoesNotContain(line, IsShownByNoTerminal);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_remark_ends_with_its_line(string hostile)
    {
        string line = CommandLine.ForCmdlet("Get-PrivateApi").Noting(hostile).ToString();
        Assert.Equal("Get-PrivateApi", Assert.Single(TypedCommand.Commands(line, out _)).Extent.Text);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_an_error_or_a_warning_tells_to_type_holds_nothing_but_literals(string hostile)
    {
        foreach ((string text, string expected) in Texts(hostile))
        {
            string[] values =
            [
                .. TypedCommand
                    .IsLiteralIn(text)
                    .CommandElements.Skip(1)
                    .Where(part => part is not CommandParameterAst)
                    .Select(part => part.SafeGetValue()?.ToString() ?? string.Empty),
            ];
            Assert.True(values.Contains(expected), $"'{expected}' is not a value in: {text}");
        }
    }

    [Theory]
    [InlineData("work", "aws sso login --profile work")]
    [InlineData("a b", "aws sso login --profile 'a b'")]
    [InlineData("x; New-Item pwned", "aws sso login --profile 'x; New-Item pwned'")]
    [InlineData("--debug", "aws sso login '--profile=--debug'")]
    [InlineData("$(New-Item pwned)", "aws sso login --profile '$(New-Item pwned)'")]
    public void A_profile_stays_one_argument_of_the_AWS_CLI(string profile, string command)
    {
        Assert.EndsWith("Sign in with: " + command, ConnectionFault.SsoTokenExpired(profile).Message, StringComparison.Ordinal);
        Assert.Equal("aws", Assert.Single(TypedCommand.Commands(command, out _)).GetCommandName());
    }

    /// <summary>Each text, and the value that its command has to hold.</summary>
    private static IEnumerable<(string Text, string Value)> Texts(string hostile)
    {
        yield return (ApiErrors.PolicyRequired("abc123def4", [hostile]).Message.Split("its endpoints: ")[1], hostile);
        yield return (ProbeErrors.Altered(hostile, "its code").Message.Split("run the command again: ")[1], hostile);
        yield return ("Look: " + ProbeErrors.Remove(hostile), hostile);
        yield return ("Look: " + SecurityGroupSteps.Remove(hostile), hostile);
        yield return ("Look: " + EndpointRemoval.Command(hostile), hostile);
        yield return ("Look: " + Deploy.To("abc123def4", hostile), hostile);
        yield return (new Leftover(Step(), hostile, "in use").ToString().Split("remove it with: ")[1], hostile);
    }

    private static PlanStep Step() =>
        new()
        {
            Name = "vpc",
            Description = "Create it",
            Find = _ => Task.FromResult<string?>(null),
            Create = _ => Task.FromResult("id"),
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-PrivateApiNetwork").With("VpcId", id),
        };

    private static bool IsShownByNoTerminal(char c) => char.IsControl(c) || c is '\u2028' or '\u202e';
}
