using System.Collections.Concurrent;
using System.Management.Automation.Language;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Reachability;
using PrivateApi.Tests.Reachability;
using PrivateApi.Tests.Street;
using PrivateApi.Text;

namespace PrivateApi.Tests.Text;

/// <summary>
/// Every remedy of the suite is typed literally into real PowerShell: the commands of all scenes, of the reports of the street, and of
/// their twins with hostile names. Each binds without a question, runs exactly its cmdlets, and each value arrives as it is in the facts.
/// </summary>
public sealed class TypedLiterallyTests
{
    private static readonly Lazy<Typed[]> Lines = new(() => [.. Collect().DistinctBy(item => item.Line)]);

    private static readonly Lazy<Task<Dictionary<string, TypedAnswer>>> Answers = new(TypeAsync);

    [Fact]
    public async Task Each_binds_without_a_question_and_runs_exactly_what_it_names()
    {
        Dictionary<string, TypedAnswer> answers = await Answers.Value;
        Assert.InRange(Lines.Value.Length, 500, 50_000);
        Assert.InRange(Lines.Value.Count(HasRealIds), 20, 50_000);
        None(Lines.Value.Select(item => Wrongly(item.Line, answers[item.Line])).OfType<string>());
    }

    // What a person copies from a terminal of 80 columns is the laid-out form.
    [Fact]
    public async Task Copied_from_a_terminal_of_80_columns_each_is_the_same_command()
    {
        Dictionary<string, TypedAnswer> answers = await Answers.Value;
        string[] wrong =
        [
            .. Lines
                .Value.Select(item => item.Line)
                .Where(line =>
                    CommandLayout.Lines(line, Width).Any(part => part.Length > Width || !VisibleText.IsVisible(part))
                    || answers[Copied(line)].Problem is not null
                    || Shown(answers[line]) != Shown(answers[Copied(line)])
                ),
        ];
        None(wrong.Select(line => $"{answers[Copied(line)].Problem}:\n{Copied(line)}"));
        Assert.InRange(Lines.Value.Count(item => CommandLayout.Lines(item.Line, Width).Count > 1), 100, 50_000);
    }

    // The twin's names differ in nothing but what was added to them, so its values do.
    [Fact]
    public async Task Hostile_names_arrive_as_they_are()
    {
        Dictionary<string, TypedAnswer> answers = await Answers.Value;
        Typed[] twins = [.. Lines.Value.Where(item => item.Original is not null)];
        Assert.InRange(twins.Length, 300, 50_000);
        None(
            Lines
                .Value.Where(item => answers[item.Line].Calls.Any(call => call.Name == "New-Item"))
                .Concat(
                    twins.Where(twin =>
                        Apart(HostileTwin.Renamed(Shown(answers[twin.Original!]), twin.Suffix!)) != Apart(Shown(answers[twin.Line]))
                    )
                )
                .Select(twin => twin.Line)
        );
    }

    [Fact]
    public async Task Values_are_those_of_the_facts()
    {
        Dictionary<string, TypedAnswer> answers = await Answers.Value;
        None(
            from item in Lines.Value
            where item.Facts is not null
            from call in answers[item.Line].Calls
            from text in Texts(call.Bound)
            from name in HostileTwin.Names(text)
            where !item.Facts!.Contains(name, StringComparison.Ordinal)
            select $"{name} is in no fact: {item.Line}"
        );
    }

    // These tests can fail: what is wrong with a line is seen.
    [Theory]
    [InlineData("Set-PrivateApiPolicy -RestApiId a -AddSourceEndpoint vpce-1", "parameter name")]
    [InlineData("Set-PrivateApiPolicy -RestApiId a -AddSourceVpce vpce-1 -Policy '{}'", "Parameter set")]
    [InlineData("Publish-PrivateApi -RestApiId 'a", "terminator")]
    [InlineData("Publish-PrivateApi -RestApiId a -StageName", "Missing an argument")]
    [InlineData("Test-PrivateApi -RestApiId a -UrlForm Elsewhere", "Elsewhere")]
    [InlineData("New-ELB2Rule -ListenerArn a -Priority 1 -Condition @{ Field = 'host-header' }", "missing mandatory")]
    [InlineData("New-ELB2Rule -ListenerArn a -Priority x -Condition @{} -Action @{}", "Priority")]
    [InlineData("Register-ELB2Target -TargetGroupArn a -Target @{ Address = '10.0.1.5' }", "Address")]
    [InlineData("Grant-EC2SecurityGroupIngress -GroupId sg-1 -IpPermission @{ IpRange = '10.0.0.0/8' }", "IpRange")]
    [InlineData("Get-Nothing -Id a", "not recognized")]
    public async Task A_line_that_is_wrong_is_found(string line, string problem) =>
        Assert.Contains(problem, (await Answers.Value)[line].Problem, StringComparison.OrdinalIgnoreCase);

    private const int Width = 75;

    private static readonly string[] Wrong =
    [
        .. typeof(TypedLiterallyTests)
            .GetMethod(nameof(A_line_that_is_wrong_is_found))!
            .GetCustomAttributes<InlineDataAttribute>()
            .Select(data => (string)data.Data[0]!),
    ];

    private static string? Wrongly(string line, TypedAnswer answer)
    {
        if (answer.Problem is { } problem)
        {
            return $"{problem}: {line}";
        }

        IReadOnlyList<CommandAst> commands = TypedCommand.Commands(line, out _);
        string[] named = [.. commands.SelectMany(Parameters).Concat(commands.Select(command => command.GetCommandName())).Order()],
            ran =

            [
                .. answer
                    .Calls.SelectMany(call => call.Bound.Select(value => $"{call.Name} -{value.Key}"))
                    .Concat(answer.Calls.Select(call => call.Name))
                    .Order(),
            ];
        return named.SequenceEqual(ran) ? null : $"{string.Join(", ", ran)} ran: {line}";
    }

    private static void None(IEnumerable<string> problems)
    {
        string[] all = [.. problems];
        Assert.True(
            all.Length == 0,
            $"{all.Length}:\n{string.Join('\n', all.Select(text => text.Length > 600 ? text[..600] : text).Take(40))}"
        );
    }

    private static string Copied(string line) => string.Join('\n', CommandLayout.Lines(line, Width));

    private static async Task<Dictionary<string, TypedAnswer>> TypeAsync()
    {
        (string Line, bool IsHostile)[] lines =
        [
            .. Lines
                .Value.SelectMany(item => ((string, bool)[])[(item.Line, !HasRealIds(item)), (Copied(item.Line), !HasRealIds(item))])
                .Concat(Wrong.Select(line => (line, false)))
                .DistinctBy(item => item.Item1),
        ];
        TypedAnswer[] answers = await TypedAnswer.AskAsync(lines);
        return lines.Zip(answers).ToDictionary(item => item.First.Line, item => item.Second);
    }

    // Our cmdlets validate ids by the form that AWS gives them, which neither a hostile name has nor a scene's vpc-home.
    private static bool HasRealIds(Typed item) =>
        item.Facts is not null
        && HostileTwin
            .Names(item.Line)
            .Where(name => name.Contains('-', StringComparison.Ordinal))
            .All(name => name[(name.LastIndexOf('-') + 1)..].All(char.IsAsciiHexDigitLower));

    private static IEnumerable<Typed> Collect()
    {
        foreach (Scene scene in RemedyScenes.All.Concat(OfTheStreet()))
        {
            string facts = Facts(scene);
            string[] own = [.. Commands(scene.Verdict)];
            foreach (string line in own.Concat(Results(scene)))
            {
                yield return new Typed(line, facts);
            }

            foreach (string suffix in HostileTwin.Suffixes)
            {
                string[] twin =
                [
                    .. Commands(PathEngine.Judge(HostileTwin.Of(scene.Snapshot, suffix), HostileTwin.Of(scene.Call, suffix).First())),
                ];
                bool isAlike = twin.Length == own.Length && twin.SelectMany(Form).SequenceEqual(own.SelectMany(Form));
                for (int i = 0; i < twin.Length; i++)
                {
                    yield return isAlike ? new Typed(twin[i], null, own[i], suffix) : new Typed(twin[i], null);
                }
            }
        }
    }

    private static IEnumerable<string> Commands(PathVerdict verdict) =>
        verdict.Findings.SelectMany(item => item.Finding.Remedy?.Commands ?? []).Select(command => command.ToString());

    // What a user gets: the remedy of each check, and the smallest set of changes.
    private static IEnumerable<string> Results(Scene scene)
    {
        PrivateApi.Model.TestResult result = scene.Shown;
        return result
            .Check.Select(check => check.Remedy)
            .OfType<string>()
            .Concat(result.Check.SelectMany(check => check.Change).Concat(result.Change).Select(change => change.Command));
    }

    /// <summary>The scenes that the tests of the reports judge, by running these.</summary>
    private static Scene[] OfTheStreet()
    {
        ConcurrentQueue<Scene> judged = [];
        Scene.Judged.Value = judged;
        foreach (
            MethodInfo test in typeof(StreetScene)
                .Assembly.GetTypes()
                .Where(type =>
                    type.Namespace == typeof(StreetScene).Namespace && type.Name.EndsWith("StreetTests", StringComparison.Ordinal)
                )
                .SelectMany(type => type.GetMethods())
                .Where(method => method.ReturnType == typeof(void) && method.GetParameters().Length == 0)
                .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
        )
        {
            test.Invoke(Activator.CreateInstance(test.DeclaringType!), null);
        }

        Scene.Judged.Value = null;
        Assert.InRange(judged.Count, 20, 1000);
        return [.. judged];
    }

    private static string Facts(Scene scene) =>
        JsonSerializer.Serialize(scene.Snapshot, SnapshotJson.Default.AccountSnapshot) + JsonSerializer.Serialize(scene.Call);

    // A policy or a name that cannot be is not edited, so that a twin may get other commands than its original.
    private static IEnumerable<string> Form(string line) =>
        TypedCommand.Commands(line, out _).SelectMany(command => Parameters(command).Prepend(command.GetCommandName()));

    private static IEnumerable<string> Parameters(CommandAst command) =>
        command.CommandElements.OfType<CommandParameterAst>().Select(item => $"{command.GetCommandName()} -{item.ParameterName}");

    private static string Shown(TypedAnswer answer) =>
        string.Join('\n', answer.Calls.SelectMany(call => Texts(call.Bound).Prepend(call.Name)));

    // Where a list of ids is taken, separators part them; no id has one. A URL shows a per cent sign escaped.
    private static string Apart(string text) =>
        string.Concat(Uri.UnescapeDataString(text).Where(c => !" ;,\t\r\n".Contains(c, StringComparison.Ordinal)));

    /// <summary>The texts of bound values, in order; a policy's are its own, since names are escaped in it once more.</summary>
    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject item => item.SelectMany(pair => Texts(pair.Value).Prepend(pair.Key)),
            JsonArray list => list.SelectMany(Texts),
            JsonValue value when value.GetValueKind() == JsonValueKind.String && Policy(value.GetValue<string>()) is { } policy => Texts(
                policy
            ),
            JsonValue value => [value.ToString()],
            _ => [],
        };

    // A name may begin as a policy does.
    private static JsonNode? Policy(string text)
    {
        try
        {
            return text.StartsWith('{') ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="Line">What is typed.</param>
    /// <param name="Facts">What it was made of; null for a twin.</param>
    /// <param name="Original">The line that it is the twin of; null for none.</param>
    /// <param name="Suffix">What the twin's names have more.</param>
    private sealed record Typed(string Line, string? Facts, string? Original = null, string? Suffix = null);
}
