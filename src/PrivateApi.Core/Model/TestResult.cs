using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>The result of <c>Test-PrivateApi</c> for one API, stage and caller.</summary>
public sealed record TestResult : IAwsResource
{
    /// <summary>The API; empty where only the account that shares a custom domain can see which it is.</summary>
    public required string RestApiId { get; init; }

    /// <summary>The API's name; null if there is no such API.</summary>
    public required string? Name { get; init; }

    /// <summary>The stage; null if the API has none.</summary>
    public required string? StageName { get; init; }

    /// <summary>The HTTP method judged.</summary>
    public required string Method { get; init; }

    /// <summary>The path judged, below the stage; keys in it are masked.</summary>
    public required string Path { get; init; }

    /// <summary>The caller, in words.</summary>
    public required string Caller { get; init; }

    /// <summary>The endpoint the call goes through; null if none is known.</summary>
    public required string? VpcEndpointId { get; init; }

    /// <summary>The form of address judged.</summary>
    public required UrlForm UrlForm { get; init; }

    /// <summary>The address called.</summary>
    public required string Url { get; init; }

    /// <summary>Whether the call gets through.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>
    /// The status that the gateway answers with; 200 stands for whatever the integration answers. Null when no answer comes,
    /// or none can be predicted.
    /// </summary>
    public required int? PredictedStatusCode { get; init; }

    /// <summary>
    /// Where the call fails before an answer; <see cref="CallFailure.None"/> when one comes; null when it cannot be predicted.
    /// </summary>
    public required CallFailure? PredictedFailure { get; init; }

    /// <summary>The body that the gateway answers with; null when the integration answers, or when no answer comes.</summary>
    public required string? PredictedBody { get; init; }

    /// <summary>The checks, in path order.</summary>
    public required IReadOnlyList<TestCheck> Check
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Names of the checks that failed, in path order.</summary>
    public IReadOnlyList<CheckName> FailedCheck =>
        Items.Of(Check.Where(check => check.Status == CheckStatus.Failed).Select(check => check.Name));

    /// <summary>
    /// The smallest set of changes after which nothing that is known stops the call; empty where nothing stops it, or no set does.
    /// </summary>
    public IReadOnlyList<ProposedChange> Change
    {
        get;
        init => field = Items.Of(value);
    } = new ItemList<ProposedChange>([]);

    /// <summary>The call as it was asked for, by which it can be tested again; null where it was judged from a file.</summary>
    public TestInput? Input { get; init; }

    /// <summary>Where the call runs: VPCs, subnets, security groups, the endpoint's interfaces; null in results that do not say.</summary>
    public CallTopology? Topology { get; init; }

    /// <summary>The live call's result; null if none was requested.</summary>
    public CallResult? Live { get; init; }

    /// <summary>Whether the outcome of the live call was as predicted; null without a live call or a prediction.</summary>
    public bool? Agrees { get; init; }

    /// <summary>
    /// The causes of what was seen, those that the facts show as well first; null where nothing was given with -Observed.
    /// </summary>
    public IReadOnlyList<ErrorCause>? Observed
    {
        get;
        init => field = value is null ? null : Items.Of(value);
    }

    /// <summary>
    /// What the live answer means and, where it differs, what the prediction relied on; whether the facts explain what was seen. Empty
    /// without either.
    /// </summary>
    public IReadOnlyList<string> Explanation
    {
        get;
        init => field = Items.Of(value);
    } = new ItemList<string>([]);

    /// <summary>What the row that the call comes from expects; null for a call that is in no table.</summary>
    public TestExpectation? Expected { get; init; }

    /// <summary>Whether that is so; null where nothing is expected.</summary>
    public bool? AsExpected => Expected?.IsMetBy(this);

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>The result for a person to read: what the module's view shows.</summary>
    /// <param name="isDetailed">True to show every check, also those that passed.</param>
    /// <param name="hasColour">True to colour marks and verdict with escape sequences.</param>
    /// <param name="width">Characters in a line; 0 for no limit.</param>
    /// <returns>Lines of text.</returns>
    public string ToText(bool isDetailed, bool hasColour, int width = 0) => TestText.Write(this, isDetailed, hasColour, width);

    /// <summary>The caller in words where none was named.</summary>
    internal const string AnyCaller = "any caller through the endpoint";

    /// <summary>The API by name and id, and the stage, as shown in views and reports.</summary>
    internal string Title => RestApiId.Length == 0 ? Url : $"{(Name is null ? string.Empty : Name + " ")}{RestApiId}/{StageName ?? "-"}";

    /// <summary>The API, its stage and the verdict.</summary>
    public override string ToString() => $"{(RestApiId.Length == 0 ? Url : $"{RestApiId}/{StageName}")}: {Verdict}";
}
