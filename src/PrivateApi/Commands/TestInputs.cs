using PrivateApi.Arguments;
using PrivateApi.Diagnosis;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>
/// What Test-PrivateApi is given, record by record: APIs, which are tested together since their lists are read once, and URLs, each of
/// which is a call of its own.
/// </summary>
internal sealed class TestInputs
{
    private readonly List<(string RestApiId, Api? Known, string? VpcEndpointId)> _apis = [];
    private readonly List<TestRequest> _urls = [];

    /// <summary>Takes the record that is bound now. A failure is written as its error.</summary>
    public void Add(TestPrivateApiCommand command)
    {
        string? endpoint = command.VpcEndpointId ?? (command.InputObject as Endpoint)?.VpcEndpointId;
        if (command.Uri is { } uri)
        {
            command.Call(uri, (_, stop) => AddUrlAsync(command, endpoint, uri, stop));
        }
        else if (command.RestApiId.Length == 0)
        {
            command.WriteError(
                ErrorRecordFactory.From(
                    TestRun.ApiRequired(", or judge a saved case again with -SnapshotPath alone."),
                    command.InputObject
                )!
            );
        }
        else if (command.Ask(command.RestApiId, (_, stop) => ResolveAsync(command, stop)) is { } id)
        {
            // Only a live call needs more of it than its id.
            Api? known = command.IsLive && command.InputObject is Api api && api.RestApiId == id ? api : null;
            _apis.Add((id, known, endpoint));
        }
    }

    /// <summary>What is to be tested: each URL, and the APIs by the endpoint that was named.</summary>
    public IEnumerable<TestRequest> Requests(TestPrivateApiCommand command) =>
        _urls.Concat(
            _apis.GroupBy(
                input => input.VpcEndpointId,
                (id, group) =>
                    Request(command, id, [.. group.Select(input => (input.RestApiId, input.Known)).DistinctBy(input => input.RestApiId)])
            )
        );

    private static async Task<string> ResolveAsync(TestPrivateApiCommand command, CancellationToken stop)
    {
        await command.RequireSameConnectionAsync(command.InputObject, stop);
        return await new ApiNames(command.Session).ResolveAsync(command.RestApiId, stop);
    }

    private async Task AddUrlAsync(TestPrivateApiCommand command, string? endpoint, Uri uri, CancellationToken stop)
    {
        await command.RequireSameConnectionAsync(command.InputObject, stop);
        _urls.Add(await new TestUrl(command.Session).ApplyAsync(Request(command, endpoint, []), command.RestApiId, uri, stop));
    }

    private static TestRequest Request(
        TestPrivateApiCommand command,
        string? endpoint,
        IReadOnlyList<(string RestApiId, Api? Known)> apis
    ) =>
        new()
        {
            Apis = apis,
            StageName = command.StageName,
            Method = command.Method.ToUpperInvariant(),
            Path = command.Path,
            Caller = command.CallerAsGiven(),
            VpcEndpointId = endpoint,
            DomainName = command.DomainName,
            LoadBalancerArn = command.LoadBalancerArn,
            UrlForm = command.UrlForm,
            Headers = RequestArguments.Headers(command.Header, SecretArgumentAttribute.Reveal(command.ApiKey), command.Body),
            Body = RequestArguments.Body(command.Body),
            Principal = command.Principal,
            Via = command.IsLive ? command.Via : null,
            SignRequest = command.SignRequest,
            SigningHost = command.SigningHost,
            IsCallerElsewhere = command.CallerProfileName is not null,
            Observed = command.Observed is { } seen ? ObservedInput.Resolve(seen) : null,
            Log = command.Log,
            Timeout = TimeSpan.FromSeconds(command.TimeoutSec),
        };
}
