using PrivateApi.Model;
using PrivateApi.Policy.Lint;
using PrivateApi.Reports;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Reports;

/// <summary>Results and findings as the commands give them, and text in them that would break a careless report.</summary>
internal static class ReportScene
{
    public const string Nasty = "a|b <script>alert(\"x\")</script> & `code` *bold* ]]> \u0001 \ud800 é 🐕\nsecond line";

    public static TestResult Blocked { get; } =
        Result(
            Verdict.Blocked,
            CallFailure.ConnectTimeout,
            null,
            null,
            name =>
                name switch
                {
                    CheckName.EndpointIngress => new(
                        name,
                        CheckStatus.Failed,
                        $"to eni-0a1 (10.0.0.4, eu-west-1a): no rule of sg-1 allows TCP 443 in from 10.0.9.9 {Nasty}",
                        "Grant-EC2SecurityGroupIngress -GroupId sg-1 ```\nsecond"
                    ),
                    CheckName.ResourcePolicy => new(
                        name,
                        CheckStatus.Failed,
                        "denied by statement 2",
                        "Set-PrivateApiPolicy -RestApiId a1b2c3d4e5 -SourceVpce vpce-0123456789abcdef0 -StageName demo"
                    ),
                    CheckName.ZoneCoverage => new(
                        name,
                        CheckStatus.Warning,
                        "vpce-0123456789abcdef0 has network interfaces only in eu-west-1a, eu-west-1b",
                        null
                    ),
                    CheckName.EndpointPolicy => new(name, CheckStatus.Skipped, "ec2:DescribeVpcEndpoints was denied", null),
                    CheckName.DomainAssociated or CheckName.DomainPolicy => new(
                        name,
                        CheckStatus.NotApplicable,
                        "the call does not use a custom domain",
                        null
                    ),
                    _ => new(name, CheckStatus.Passed, "as it should be", null),
                }
        );

    public static TestResult Reachable { get; } =
        Result(Verdict.Reachable, CallFailure.None, 200, null, name => new(name, CheckStatus.Passed, "as it should be", null)) with
        {
            Live = new CallResult
            {
                RestApiId = "a1b2c3d4e5",
                StageName = "demo",
                StatusCode = 200,
                Failure = CallFailure.None,
                FailureMessage = null,
                RequestId = "r",
                Headers = new Dictionary<string, string> { ["Set-Cookie"] = "session=SECRET" },
                Content = "SECRET content",
                Elapsed = 0.012,
                ResolvedAddress = "10.0.0.4",
                Url = "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/demo?token=SECRET",
                Via = "Lambda",
                AccountId = "123456789012",
                Region = "eu-west-1",
            },
            Agrees = true,
        };

    public static IReadOnlyList<PolicyFinding> Findings { get; } =
    [
        .. PolicyLinter
            .Lint(
                "{\n \"Version\": \"2012-10-17\",\n \"Statement\": {\"Effect\": \"Allow\", \"Principal\": "
                    + "\"*\", \"Action\": \"execute-api:Invoke\", \"Resource\": \"execute-api:/*\",\n  \"Condition\": "
                    + "{\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"}}}}"
            )
            .Select(finding => finding with { File = Path.Combine(Path.GetTempPath(), "policies dir", "open#1.json") }),
    ];

    public static ReportContent Content(params TestResult[] results) =>
        new()
        {
            Results = results,
            Findings = [],
            WrittenAt = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
            Version = "1.2.3",
            BaseFolder = Path.GetTempPath(),
        };

    public static ReportContent All => Content(Blocked, Reachable) with { Findings = Findings };

    private static TestResult Result(Verdict verdict, CallFailure? failure, int? status, string? body, Func<CheckName, TestCheck> check) =>
        new()
        {
            RestApiId = "a1b2c3d4e5",
            Name = "PetStore",
            StageName = "demo",
            Method = "GET",
            Path = "/pets",
            Caller = "subnet-0123456789abcdef0 (10.0.9.9) with sg-9",
            VpcEndpointId = "vpce-0123456789abcdef0",
            UrlForm = UrlForm.PrivateDns,
            Url = "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/demo/pets",
            Verdict = verdict,
            PredictedStatusCode = status,
            PredictedFailure = failure,
            PredictedBody = body,
            Check = [.. Enum.GetValues<CheckName>().Select(check)],
            AccountId = "123456789012",
            Region = "eu-west-1",
        };
}
