using System.Management.Automation.Language;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Text;
using PrivateApi.Text;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// Whoever may name things in an account gets no code into what others paste, whichever check it comes from. Every scene of these
/// tests is judged with hostile names as well (<see cref="Scene"/>); here it is shown that none of the commands was left out.
/// </summary>
public sealed class HostileRemedyTests
{
    /// <summary>Checks that advise no command of their own, with the reason.</summary>
    private static readonly Dictionary<CheckName, string> WithoutCommand = new()
    {
        [CheckName.ApiIsPrivate] = "a public API is not made private, and an API of another account is its owner's to look at",
        [CheckName.DomainPolicy] = "the policy editor takes no text for an id that could not be one",
        [CheckName.MethodExists] = "what the method should do is in no fact",
        [CheckName.WebAcl] = "a web ACL is changed as a whole, by whoever knows what its rules are for",
    };

    private static readonly string[] EditsPolicies = ["/ResourcePolicyChange.cs", "/DomainPolicyChange.cs"];

    [Fact]
    public void Every_check_was_judged_with_hostile_names_where_it_advises_a_command()
    {
        HashSet<CheckName> attacked = [.. Attacked.Value.Select(item => item.Check)];
        CheckName[] checks =
        [
            .. typeof(IPathCheck)
                .Assembly.GetTypes()
                .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IPathCheck)))
                .Select(type => Enum.Parse<CheckName>(type.Name[..^"Check".Length])),
        ];
        Assert.InRange(checks.Length, 20, 100);
        Assert.True(
            WithoutCommand.Keys.Order().SequenceEqual(checks.Except(attacked).Order()),
            $"no hostile scene shows a command of {string.Join(", ", checks.Except(attacked).Order())}"
        );
    }

    // Where a destination, a range or a gateway is written, one of its kinds stands for all: the value is written in the same way.
    [Fact]
    public void Every_command_of_the_checks_and_every_parameter_was_among_them()
    {
        string folder = Path.Combine(Peer.Root, "src", "PrivateApi.Core", "Reachability");
        IEnumerable<(string, string)> sources = Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/Observed/", StringComparison.Ordinal)) // See HostileCauseTests.
            .Select(file => (Path.GetRelativePath(Peer.Root, file), File.ReadAllText(file)));
        HashSet<(string, string?)> attacked = [.. Attacked.Value.SelectMany(item => item.Said)];
        string[] missing =
        [
            .. CommandChains
                .All(sources, PrintedCommandTests.Chosen)
                .Where(written => !attacked.Contains((written.Command, written.Parameter)))
                // The policy editor takes no text for an id that could not be one, so that no such edit is offered.
                .Where(written => !EditsPolicies.Any(file => written.Place.Contains(file, StringComparison.Ordinal)))
                .Where(written =>
                    written.Parameter
                        is not ("DestinationPrefixListId" or "DestinationIpv6CidrBlock" or "Ipv6CidrBlock" or "TransitGatewayId")
                )
                .Select(written => $"{written.Place}: no hostile scene shows {written.Command} -{written.Parameter}"),
        ];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    private static readonly Lazy<(CheckName Check, (string, string?)[] Said)[]> Attacked = new(() =>
        [
            .. from scene in RemedyScenes.All
            from suffix in HostileTwin.Suffixes
            from call in HostileTwin.Of(scene.Call, suffix)
            from item in PathEngine.Judge(HostileTwin.Of(scene.Snapshot, suffix), call).Findings
            from command in (item.Finding.Remedy?.Commands ?? []).Append(item.Finding.Outside?.Command).OfType<CommandLine>()
            select (item.Name, Said(command.ToString())),
        ]
    );

    private static (string, string?)[] Said(string line)
    {
        TypedCommand.IsLiteral(line);
        return
        [
            .. TypedCommand
                .Commands(line, out _)
                .SelectMany(command =>
                    command
                        .CommandElements.OfType<CommandParameterAst>()
                        .Select(parameter => (command.GetCommandName(), (string?)parameter.ParameterName))
                        .Prepend((command.GetCommandName(), null))
                ),
        ];
    }
}
