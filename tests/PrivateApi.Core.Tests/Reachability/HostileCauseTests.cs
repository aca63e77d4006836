using System.Management.Automation.Language;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Answers;
using PrivateApi.Reachability.Observed;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Text;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// The text of an error comes from anywhere, and the command that follows from it is pasted: nothing of the text is code in it.
/// </summary>
public sealed class HostileCauseTests
{
    [Fact]
    public void Every_command_of_a_cause_has_the_text_only_in_literals()
    {
        HashSet<(string, string?)> attacked = [];
        foreach (string suffix in HostileTwin.Suffixes)
        {
            foreach (ObservedCall call in Calls(suffix))
            {
                foreach (AnswerCauseKind kind in Enum.GetValues<AnswerCauseKind>())
                {
                    string line = CauseCommand.For(kind, call);
                    TypedCommand.IsLiteral(line);
                    foreach (CommandAst command in TypedCommand.Commands(line, out _))
                    {
                        string name = command.GetCommandName();
                        attacked.Add((name, null));
                        attacked.UnionWith(
                            command.CommandElements.OfType<CommandParameterAst>().Select(item => (name, (string?)item.ParameterName))
                        );
                    }
                }
            }
        }

        string folder = Path.Combine(Peer.Root, "src", "PrivateApi.Core", "Reachability", "Observed");
        Assert.Empty(
            CommandChains
                .All(
                    Directory.EnumerateFiles(folder, "*.cs").Select(file => (Path.GetFileName(file), File.ReadAllText(file))),
                    PrintedCommandTests.Chosen
                )
                .Where(written => !attacked.Contains((written.Command, written.Parameter)))
                .Select(written => $"{written.Place}: no hostile text shows {written.Command} -{written.Parameter}")
        );
    }

    // Calls as they are read from texts, and calls that hold more than the reader lets through.
    private static IEnumerable<ObservedCall> Calls(string suffix)
    {
        ObservedCall all = new()
        {
            Host = ApiHost.Parse("api.example.com" + suffix),
            RestApiId = "a1b2c3d4e5" + suffix,
            VpcEndpointId = "vpce-0a1b2c3d" + suffix,
            VpcId = "vpc-0a1b2c3d" + suffix,
            StageName = "prod" + suffix,
            Path = "/pets" + suffix,
            Region = "eu-west-1" + suffix,
            AccountId = "111122223333" + suffix,
        };
        yield return all;
        yield return all with
        {
            Method = "POST" + suffix,
        };
        yield return all with
        {
            Host = ApiHost.Parse("a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com" + suffix),
        };
        yield return ObservedCall.Read(
            $"curl: (6) Could not resolve host: https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/p{suffix}/x"
        );
        yield return ObservedCall.Read(
            $"not authorized on arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod{suffix}/GET/pets{suffix} vpce-0a1b2c3d{suffix}"
        );
    }
}
