// Over 250 lines: one rule, which records are one test and which are tests of their own, and in which form they come.
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Diagnosis;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>
/// What Test-PrivateApi is given, record by record: APIs, rows, results and URLs. APIs that differ in nothing else are tested together,
/// since their lists are read once.
/// </summary>
/// <param name="flows">Takes APIs that another command is still reading.</param>
internal sealed class TestInputs(TestFlows flows)
{
    private static readonly string[] Connection =
    [
        nameof(AwsCommand.ProfileName),
        nameof(AwsCommand.ProfileLocation),
        nameof(AwsCommand.AccessKey),
        nameof(AwsCommand.SecretKey),
        nameof(AwsCommand.SessionToken),
        nameof(AwsCommand.Credential),
        nameof(AwsCommand.EndpointUrl),
    ];

    private readonly List<(string? Region, ApiOrigin? Origin, TestRequest Request)> _tests = [];
    private readonly List<TestResult> _untested = [];

    /// <summary>Rows of a table whose API could not be found out, as results.</summary>
    public IReadOnlyList<TestResult> Untested => _untested;

    /// <summary>Takes the record that is bound now. A failure is written as its error.</summary>
    public void Add(TestPrivateApiCommand command)
    {
        string? region = command.Region;
        try
        {
            command.Row.Take(command.InputObject);
            Ask(command, null);
        }
        catch (PrivateApiException e)
        {
            command.Fail(e, command.InputObject);
        }
        finally
        {
            command.Row.Release();
            command.ConnectTo(region, null);
        }
    }

    /// <summary>Takes a call of a table. A failure of AWS is written as its error.</summary>
    /// <exception cref="PrivateApiException"><c>RowNotUnderstood</c>.</exception>
    public void Add(TestPrivateApiCommand command, PSObject row, TestExpectation expected)
    {
        string? region = command.Region;
        try
        {
            command.Row.TakeCase(row);
            Ask(command, expected);
        }
        finally
        {
            command.Row.Release();
            command.ConnectTo(region, null);
        }
    }

    private void Ask(TestPrivateApiCommand command, TestExpectation? expected)
    {
        command.Region = UriRegion.Of(command.Region, command.Row.IsTyped("Region"), command.Uri);
        IAwsResource? ours = command.Row.Ours;

        // The profile that an API was read by, unless another connection was typed.
        ApiOrigin? origin = Array.Exists(Connection, command.Row.IsTyped) ? null : (ours as Api)?.Origin;
        command.ConnectTo(command.Region, origin);
        DomainMapping? mapping = command.DomainName is null ? command.Row.MappingOf(command.UrlForm) : null;
        TestRequest request = Request(command, command.VpcEndpointId ?? (ours as Endpoint)?.VpcEndpointId) with
        {
            Expected = expected,
            DomainName = command.DomainName ?? mapping?.DomainName,
            Mapping = mapping,
        };
        if (command.Ask(command.Uri ?? (object)command.RestApiId, (_, stop) => ReadAsync(command, ours, request, stop)) is { } test)
        {
            Take(command, ours, origin, test);
        }
        else if (expected is not null)
        {
            TestRequest named = command.RestApiId.Length == 0 ? request : request with { Apis = [(command.RestApiId, null)] };
            _untested.Add(TestResults.Untested(named, command.Region, command.LastFailure, command.Uri));
        }
    }

    // A file gets all facts together.
    private void Take(TestPrivateApiCommand command, IAwsResource? ours, ApiOrigin? origin, TestRequest test)
    {
        if (
            ours is Api { Reading: PipedReading piped } api
            && piped.IsFreshFor(command)
            && test.Apis[0].RestApiId == api.RestApiId
            && command.SnapshotPath is null
        )
        {
            flows.Add(command.Region, origin, Key(command.Region, origin, test), test, piped);
        }
        else
        {
            _tests.Add((command.Region, origin, test));
        }
    }

    /// <summary>What is to be tested, in which Region: what goes together is one request.</summary>
    public IEnumerable<(string? Region, ApiOrigin? Origin, TestRequest Request)> Requests() =>
        _tests.GroupBy(
            test => Key(test.Region, test.Origin, test.Request),
            (_, group) =>
            {
                (string? Region, ApiOrigin? Origin, TestRequest Request)[] alike = [.. group];
                return (
                    alike[0].Region,
                    alike[0].Origin,
                    alike[0].Request with
                    {
                        Apis = [.. alike.SelectMany(test => test.Request.Apis).DistinctBy(api => api.RestApiId)],
                    }
                );
            }
        );

    private static async Task<TestRequest> ReadAsync(
        TestPrivateApiCommand command,
        IAwsResource? ours,
        TestRequest request,
        CancellationToken stop
    )
    {
        await command.RequireSameConnectionAsync(
            ours,
            stop,
            "To test a call between two accounts, connect to the API's, and name the profile of the caller's with -CallerProfileName."
        );
        if (command.Uri is { } uri)
        {
            return await new TestUrl(command.Session).ApplyAsync(request, command.RestApiId, uri, stop);
        }

        if (ours is TestResult result && !command.Row.IsTyped(nameof(command.RestApiId)))
        {
            return Again(command, result, request);
        }

        if (command.RestApiId.Length == 0)
        {
            throw TestRun.ApiRequired(", or judge a saved case again with -SnapshotPath alone.");
        }

        string id = await new ApiNames(command.Session).ResolveAsync(command.RestApiId, stop);

        // Only a live call needs more of it than its id.
        return request with
        {
            Apis = [(id, command.IsLive && ours is Api api && api.RestApiId == id ? api : null)],
        };
    }

    // The same test: what is typed takes the place of what was tested.
    private static TestRequest Again(TestPrivateApiCommand command, TestResult result, TestRequest typed)
    {
        RequireKnown(result);
        TestRequest again = TestAgain.Request(result, command.IsLive ? command.Via : null);
        if (again.IsCallerElsewhere && command.CallerProfileName is null && !HasCaller(command))
        {
            throw new PrivateApiException(
                "CallerElsewhere",
                FaultKind.InvalidArgument,
                "The caller of this result is in another account. Name that account's profile with "
                    + "-CallerProfileName, as in the first test.",
                result.ToString()
            );
        }

        bool Is(string name) => command.Row.IsTyped(name);
        bool isNamed = command.Row.IsByName(command.UrlForm);
        return again with
        {
            StageName = Is(nameof(command.StageName)) ? typed.StageName : again.StageName,
            Method = Is(nameof(command.Method)) ? typed.Method : again.Method,
            Path = Is(nameof(command.Path)) ? typed.Path : again.Path,
            Caller = HasCaller(command) ? typed.Caller : again.Caller,
            IsCallerElsewhere = command.CallerProfileName is not null,
            VpcEndpointId = typed.VpcEndpointId ?? again.VpcEndpointId,
            DomainName = typed.DomainName ?? (isNamed ? again.DomainName : null),
            Mapping = isNamed && command.DomainName is null && !Is(nameof(command.StageName)) ? again.Mapping : null,
            LoadBalancerArn = Is(nameof(command.LoadBalancerArn)) ? typed.LoadBalancerArn : again.LoadBalancerArn,
            UrlForm = Is(nameof(command.UrlForm)) ? typed.UrlForm : again.UrlForm,
            Headers = new Dictionary<string, string>(
                again.Headers.Concat(typed.Headers).GroupBy(item => item.Key, StringComparer.OrdinalIgnoreCase).Select(item => item.Last()),
                StringComparer.OrdinalIgnoreCase
            ),
            Body = typed.Body ?? again.Body,
            Principal = typed.Principal ?? again.Principal,
            Token = typed.Token ?? again.Token,
            AuthorizerDecision = typed.AuthorizerDecision ?? again.AuthorizerDecision,
            SignRequest = typed.SignRequest || again.SignRequest,
            SigningHost = typed.SigningHost ?? again.SigningHost,
            Observed = typed.Observed,
            Log = typed.Log,
            Timeout = typed.Timeout,
        };
    }

    /// <summary>Refuses a result that does not say of what call it is.</summary>
    /// <exception cref="PrivateApiException"><c>TestNotKnown</c>.</exception>
    public static void RequireKnown(TestResult result)
    {
        string? why =
            result.Input is not { } input
                ? "This result was judged from a file, and does not say of what test it is. Judge the file again with -SnapshotPath, or "
                    + "test with -RestApiId or -Uri and the caller."
            : TestAgain.Lost(input) is { } lost
                ? $"This result was stored without the secrets in {lost}, so that its call cannot be made again."
            : null;
        if (why is not null)
        {
            throw new PrivateApiException("TestNotKnown", FaultKind.InvalidArgument, why, result.ToString());
        }
    }

    private static bool HasCaller(TestPrivateApiCommand command) => command.ParameterSetName is not ("Endpoint" or "Case");

    private static TestRequest Request(TestPrivateApiCommand command, string? endpoint) =>
        new()
        {
            Apis = [],
            StageName = command.StageName,
            Method = string.IsNullOrEmpty(command.Method) ? "GET" : command.Method.ToUpperInvariant(),
            Path = command.Path,
            Caller = command.CallerAsGiven(),
            VpcEndpointId = endpoint,
            DomainName = command.DomainName,
            LoadBalancerArn = command.LoadBalancerArn,
            UrlForm = command.UrlForm,
            Headers = RequestArguments.Headers(command.Header, SecretArgumentAttribute.Reveal(command.ApiKey), command.Body),
            Body = RequestArguments.Body(command.Body),
            Principal = command.Principal,
            Token = SecretArgumentAttribute.Reveal(command.Token),
            AuthorizerDecision = DecisionArgument.Read(command.SessionState, command.AuthorizerDecision),
            Via = command.IsLive ? command.Via : null,
            SignRequest = command.SignRequest,
            SigningHost = command.SigningHost,
            IsCallerElsewhere = command.CallerProfileName is not null,
            Observed = command.Observed is { } seen ? ObservedInput.Resolve(seen) : null,
            Log = command.Log,
            Timeout = TimeSpan.FromSeconds(command.TimeoutSec),
        };

    // All that a record may give, apart from the API. A URL is a call of its own.
    private static string Key(string? region, ApiOrigin? origin, TestRequest request) =>
        string.Join(
            '\n',
            [
                region,
                origin?.ToString(),
                request.Expected?.Row.ToString(System.Globalization.CultureInfo.InvariantCulture),
                request.StageName,
                request.Url?.Url.AbsoluteUri,
                request.Method,
                request.Path ?? "(default)",
                .. request.Caller.SubnetIds,
                "(groups)",
                .. request.Caller.SecurityGroupIds,
                "(caller)",
                request.Caller.InstanceId,
                request.Caller.FunctionName,
                request.Caller.NetworkInterfaceId,
                request.Caller.VpcId,
                request.Caller.SourceIp,
                request.Caller.IsOnPremises.ToString(),
                request.Caller.ForwardsNames.ToString(),
                request.VpcEndpointId,
                request.DomainName,
                request.Mapping?.BasePath,
                request.ForwardedName,
                request.LoadBalancerArn,
                request.UrlForm.ToString(),
                request.Principal,
                request.SignRequest.ToString(),
                request.SigningHost,
                .. request.Headers.OrderBy(item => item.Key, StringComparer.OrdinalIgnoreCase).Select(item => $"{item.Key}: {item.Value}"),
                request.Url is null ? null : string.Join(' ', request.Apis.Select(api => api.RestApiId)),
            ]
        );
}
