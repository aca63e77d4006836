using PrivateApi.Model;

namespace PrivateApi.Tests.Street;

/// <summary>
/// Reports as accounts that boto3 builds in the lab (tests/peers/street.py), read by the real collector: the call of the report gets what the
/// thread or AWS's page says, the diagnosis predicts just that, and a check names the cause. Beside each stands what mends it.
/// </summary>
public sealed class ReportSceneTests(StreetLab lab) : IClassFixture<StreetLab>
{
    private const string Forbidden = "ForbiddenException";

    [Fact]
    [Trait(ReportTests.Scene, "8")]
    public async Task With_private_DNS_off_the_default_name_fails_and_the_alias_answers()
    {
        (await lab.TryAsync("8"))
            .Names(8, CheckStatus.Failed, "private DNS of vpce-", "is off", "-UrlForm Alias")
            .Gets(CallFailure.NameNotResolved);
        (await lab.TryAsync("8 alias")).GetsThrough();
    }

    [Fact]
    [Trait(ReportTests.Scene, "9")]
    public async Task A_network_outside_needs_an_inbound_resolver_that_lets_queries_in()
    {
        (await lab.TryAsync("9 no resolver"))
            .Names(9, CheckStatus.Failed, "has no inbound resolver endpoint", "has to make one in two of its zones")
            .Gets(CallFailure.NameNotResolved);
        foreach (string closed in new[] { "9 closed", "9 closed, on premises" })
        {
            (await lab.TryAsync(closed))
                .Names(9, CheckStatus.Failed, "does not let the query in", "Grant-EC2SecurityGroupIngress")
                .Gets(CallFailure.NameNotResolved);
        }

        (await lab.TryAsync("9 open")).GetsThrough();
    }

    [Fact]
    [Trait(ReportTests.Scene, "10")]
    public async Task In_a_peered_VPC_the_default_name_fails_and_the_alias_needs_the_callers_range()
    {
        (await lab.TryAsync("10 open"))
            .Names(10, CheckStatus.Failed, "has no execute-api endpoint of its own", "does not apply there")
            .Gets(CallFailure.NameNotResolved);
        (await lab.TryAsync("10, alias"))
            .Says(CheckName.EndpointIngress, CheckStatus.Failed, "10.1.1.0/24")
            .Gets(CallFailure.ConnectTimeout);
        (await lab.TryAsync("10 open, alias")).GetsThrough();
    }

    [Fact]
    [Trait(ReportTests.Scene, "11")]
    public async Task The_endpoints_own_name_as_Host_is_refused_and_either_header_mends_it()
    {
        (await lab.TryAsync("11")).Names(11, CheckStatus.Failed).Gets(403, Forbidden, "Forbidden");
        (await lab.TryAsync("11 by header")).GetsThrough();
        (await lab.TryAsync("11 by Host")).GetsThrough();
    }

    [Fact]
    [Trait(ReportTests.Scene, "12")]
    public async Task A_preflight_to_the_endpoints_name_is_refused() =>
        (await lab.TryAsync("12")).Names(12, CheckStatus.Failed, "a browser sends neither").Gets(403, Forbidden, "Forbidden");

    /// <summary>The lab checks no signature, so that its call proves nothing.</summary>
    [Fact]
    [Trait(ReportTests.Scene, "13")]
    public async Task A_signature_for_the_endpoints_name_is_named() =>
        (await lab.TryAsync("13"))
            .Names(13, CheckStatus.Failed, "signature is made for the host vpce-")
            .Says(CheckName.MethodAuthorization, CheckStatus.Failed);

    [Fact]
    [Trait(ReportTests.Scene, "15")]
    public async Task A_token_is_read_only_where_the_endpoint_has_a_policy_of_its_own()
    {
        (await lab.TryAsync("15"))
            .Names(15, CheckStatus.Failed, "reads the Authorization header")
            .Gets(403, "IncompleteSignatureException", "Authorization header requires 'Credential' parameter.");
        (await lab.TryAsync("15, no header")).GetsThrough();
        (await lab.TryAsync("15 default policy")).GetsThrough();
    }

    [Fact]
    [Trait(ReportTests.Scene, "19")]
    public async Task Without_a_policy_the_deployment_is_refused_and_the_call_too()
    {
        StreetTrial trial = (await lab.TryAsync("19"))
            .Names(19, CheckStatus.Failed, "it was never deployed", "has no resource policy", "Set-PrivateApiPolicy")
            .Gets(403, Forbidden, "Forbidden");
        StreetScene.Explains(19, trial.Call.Refusal!);
    }

    [Fact]
    [Trait(ReportTests.Scene, "21")]
    public async Task A_policy_on_aws_SourceIp_admits_nobody_and_one_on_aws_VpcSourceIp_does()
    {
        (await lab.TryAsync("21"))
            .Names(21, CheckStatus.Failed, "aws:SourceIp")
            .Gets(403, "AccessDeniedException", "User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:");
        (await lab.TryAsync("21 right key")).GetsThrough();
    }

    [Fact]
    [Trait(ReportTests.Scene, "31")]
    public async Task A_URL_without_a_stage_is_refused_and_the_stage_is_named()
    {
        foreach (string name in new[] { "31", "31 root" })
        {
            (await lab.TryAsync(name))
                .Names(31, CheckStatus.Failed, "the URL has no stage", "-StageName demo")
                .Gets(403, Forbidden, "Forbidden");
        }

        (await lab.TryAsync("31 stage")).GetsThrough();
    }

    [Fact]
    [Trait(ReportTests.Scene, "36")]
    public async Task A_closed_group_of_the_endpoint_is_a_silence() =>
        (await lab.TryAsync("36"))
            .Names(36, CheckStatus.Failed, "Grant-EC2SecurityGroupIngress", "10.0.1.0/24")
            .Gets(CallFailure.ConnectTimeout);

    [Fact]
    [Trait(ReportTests.Scene, "37")]
    public async Task A_key_counts_only_in_a_plan_of_its_stage()
    {
        (await lab.TryAsync("37")).Names(37, CheckStatus.Failed, "is in no usage plan").Gets(403, Forbidden, "Forbidden");
        (await lab.TryAsync("37 other stage")).Names(37, CheckStatus.Failed, "basic", "demo").Gets(403, Forbidden, "Forbidden");
        (await lab.TryAsync("37 its stage")).GetsThrough();
    }

    [Fact]
    [Trait(ReportTests.Scene, "38")]
    public async Task A_preflight_that_demands_a_key_is_refused() =>
        (await lab.TryAsync("38"))
            .Names(38, CheckStatus.Failed, "browsers send none with a preflight", "'/apiKeyRequired'")
            .Gets(403, Forbidden, "Forbidden");

    [Fact]
    [Trait(ReportTests.Scene, "39")]
    public async Task An_endpoint_policy_for_another_API_refuses() =>
        (await lab.TryAsync("39"))
            .Names(39, CheckStatus.Failed, "no statement allows it")
            .Gets(403, "AccessDeniedException", "User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:");

    [Fact]
    [Trait(ReportTests.Scene, "43")]
    public async Task An_own_zone_hides_the_name_until_it_has_a_wildcard()
    {
        (await lab.TryAsync("43"))
            .Names(43, CheckStatus.Failed, "Edit-R53ResourceRecordSet", "*.execute-api.eu-west-1.amazonaws.com")
            .Gets(CallFailure.NameNotResolved);
        (await lab.TryAsync("43 wildcard")).GetsThrough();
    }

    [Fact]
    [Trait(ReportTests.Scene, "45")]
    public async Task What_name_servers_of_ones_own_answer_is_not_guessed() =>
        (await lab.TryAsync("45")).Names(45, CheckStatus.Skipped, "10.0.0.53").IsUnknown();
}
