using System.Net;
using System.Text;
using System.Text.Json;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Policy.Editing;
using PrivateApi.Policy.Templates;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Provisioning.Repairs;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Provisioning;

/// <summary>Private custom domain names as the module makes and removes them; boto3 looks at what came of it.</summary>
public sealed class DomainPlanTests
{
    private const string Name = "pets.example.com";

    [Fact]
    public async Task What_the_module_makes_is_what_another_tool_sees_and_nothing_is_left_of_it()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string certificate = await RequestAsync(scene, Name);
        DomainSpec spec = Spec(scene) with
        {
            Rules = [new RuleSpec(10, ["v2/beta"], [], scene.Api.RestApiId, "demo", true)],
            ShareWithAccounts = ["210987654321"],
        };
        Plan plan = await MakeAsync(scene, spec);
        Assert.All(plan.Steps, step => Assert.NotEqual(PlanStepState.Absent, step.State));

        JsonElement seen = await LookAsync(scene);
        JsonElement domain = Assert.Single(seen.GetProperty("domains").EnumerateArray());
        Assert.Equal("[\"PRIVATE\"]", Text(domain, "types"));
        Assert.Equal(certificate, domain.GetProperty("certificate").GetString());
        Assert.Equal("ROUTING_RULE_THEN_BASE_PATH_MAPPING", domain.GetProperty("mode").GetString());
        Assert.Equal(Name, domain.GetProperty("tag").GetString());
        Assert.Contains(scene.Endpoint.VpcEndpointId, Text(domain, "policy"), StringComparison.Ordinal);
        Assert.Contains("arn:aws:iam::210987654321:root", Text(domain, "shared"), StringComparison.Ordinal);
        Assert.Equal($"""[["(none)","{scene.Api.RestApiId}","demo"]]""", Text(domain, "paths"));
        Assert.Equal($"""[[10,"{scene.Api.RestApiId}"]]""", Text(domain, "rules"));
        Assert.Equal($"""[["{Name}","{scene.Endpoint.VpcEndpointId}"]]""", Text(seen, "associations"));
        JsonElement zone = Assert.Single(seen.GetProperty("zones").EnumerateArray());
        Assert.Equal($"[\"{scene.Network.VpcId}\"]", Text(zone, "vpcs"));
        Assert.Contains(scene.Endpoint.DnsName[0], Text(zone, "records"), StringComparison.Ordinal);

        DomainRemoval removal = new(scene.Lab.Session);
        await removal.RemoveAsync(await removal.CheckAsync(Name, null, false, LabScene.Stop), scene.Lab.ProgressEvents, LabScene.Stop);
        Assert.Equal("""{"domains":[],"associations":[],"zones":[]}""", Compact(await LookAsync(scene)));
    }

    [Theory]
    [InlineData("/basepathmappings")]
    [InlineData("/domainnameaccessassociations")]
    [InlineData("/hostedzone")]
    [InlineData("/rrset/")]
    public async Task A_refusal_takes_back_what_was_made_before_it(string path)
    {
        using CallScene scene = await CallScene.MakeAsync();
        await RequestAsync(scene, Name);
        using AwsSession refused = Open(new RefusingHandler(scene.Lab.Lab.CreateHandler(), path), TimeProvider.System);
        Plan plan = await DomainPlan.MakeAsync(refused, Spec(scene), scene.Lab.ProgressEvents, LabScene.Stop);
        await Assert.ThrowsAnyAsync<Exception>(() => plan.ApplyAsync(scene.Lab.ProgressEvents, LabScene.Stop));
        Assert.Equal("""{"domains":[],"associations":[],"zones":[]}""", Compact(await LookAsync(scene)));
    }

    [Fact]
    public async Task A_name_made_by_hand_is_left_as_it_is()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string before = Compact(await Peer.BotoAsync("domain_witness.py", scene.Lab.Lab.Listen(), "make", scene.Endpoint.VpcEndpointId));
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            MakeAsync(scene, Spec(scene) with { Name = "hand.example.com" })
        );
        Assert.Equal("DomainExists", refused.ErrorId);
        DomainRemoval removal = new(scene.Lab.Session);
        Assert.Equal(
            "NotOurs",
            (
                await Assert.ThrowsAsync<PrivateApiException>(() => removal.CheckAsync("hand.example.com", null, false, LabScene.Stop))
            ).ErrorId
        );
        Domain shown = Assert.Single(
            await new Domains(scene.Lab.Session).ListAsync((_, _) => true, null, scene.Lab.ProgressEvents, LabScene.Stop)
        );
        Assert.Equal("Unknown", Assert.Single(shown.Association).State);
        Assert.Equal(before, Compact(await LookAsync(scene)));
    }

    [Fact]
    public async Task The_certificate_of_exactly_the_name_comes_before_a_wildcard()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await RequestAsync(scene, "*.example.com");
        await RequestAsync(scene, "example.com");
        string exact = await RequestAsync(scene, Name);
        Assert.Equal(exact, await Certificates.FindAsync(scene.Lab.Session, Name, LabScene.Stop));
        PrivateApiException none = await Assert.ThrowsAsync<PrivateApiException>(() =>
            Certificates.FindAsync(scene.Lab.Session, "a.pets.example.com", LabScene.Stop)
        );
        Assert.Equal("CertificateNotFound", none.ErrorId);
    }

    [Fact]
    public async Task A_name_that_AWS_cannot_provision_is_an_error_with_its_reason()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await RequestAsync(scene, Name);
        Plan made = await MakeAsync(scene, Spec(scene));
        using AwsSession failed = Open(
            new EditingHandler(
                scene.Lab.Lab.CreateHandler(),
                "\"domainNameStatus\":\"AVAILABLE\"",
                "\"domainNameStatus\":\"FAILED\",\"domainNameStatusMessage\":\"The certificate was deleted.\""
            ),
            TimeProvider.System
        );
        PrivateApiException told = await Assert.ThrowsAsync<PrivateApiException>(() =>
            DomainWrites.WaitAvailableAsync(
                failed,
                Name,
                made.Steps[0].RequiredId,
                TimeSpan.FromMinutes(1),
                scene.Lab.ProgressEvents,
                LabScene.Stop
            )
        );
        Assert.Equal("DomainFailed", told.ErrorId);
        Assert.Contains("The certificate was deleted.", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_CNAME_that_leads_to_the_endpoint_already_is_used_as_it_is_and_stays(int which)
    {
        using CallScene scene = await CallScene.MakeAsync();
        await RequestAsync(scene, Name);
        string zone = await ZoneAsync(scene, $"{scene.Endpoint.DnsName[which]}.");
        Plan plan = await MakeAsync(scene, Spec(scene));
        Assert.Equal(PlanStepState.Found, plan.Steps.Single(step => step.Name.StartsWith("record-", StringComparison.Ordinal)).State);
        Assert.Contains(
            scene.Lab.ProgressEvents.All,
            item =>
                item.Kind == ProgressEventKind.Verbose
                && item.Text.StartsWith($"{Name} is a CNAME in zone {zone}", StringComparison.Ordinal)
        );

        // The name is called by it, and it outlives the name.
        CallResult called = await scene.CallAsync(scene.Inside with { UrlForm = UrlForm.CustomDomain, StageName = "demo" });
        Assert.Equal(200, called.StatusCode);
        DomainRemoval removal = new(scene.Lab.Session);
        PrivateApi.Aws.Clients.ApiGateway.DomainName domain = await removal.CheckAsync(Name, null, false, LabScene.Stop);
        Assert.All(
            (await removal.SurveyAsync(domain, LabScene.Stop)).Where(line => line.Contains(zone, StringComparison.Ordinal)),
            line => Assert.Contains("which is not removed here", line, StringComparison.Ordinal)
        );
        await removal.RemoveAsync(domain, scene.Lab.ProgressEvents, LabScene.Stop);
        ResourceRecordSet kept = Assert.Single(await HostedZones.RecordsAsync(scene.Lab.Session, zone, Name, LabScene.Stop));
        Assert.Equal("CNAME", kept.Type);
    }

    [Fact]
    public async Task A_CNAME_that_leads_elsewhere_is_refused()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await RequestAsync(scene, Name);
        string zone = await ZoneAsync(scene, "elsewhere.example.net.");
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() => MakeAsync(scene, Spec(scene)));
        Assert.Equal("RecordExists", refused.ErrorId);
        Assert.Contains($"by zone {zone}, and leads to elsewhere.example.net", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> ZoneAsync(CallScene scene, string target)
    {
        AwsSession session = scene.Lab.Session;
        CreateHostedZoneResponse made = await session.Route53.CreateHostedZoneAsync(
            new CreateHostedZoneRequest
            {
                Name = "example.com",
                VPC = new VPC { VPCId = scene.Network.VpcId, VPCRegion = session.Region },
                CallerReference = "by hand",
                HostedZoneConfig = new HostedZoneConfig { PrivateZone = true },
            },
            LabScene.Stop
        );
        string zone = HostedZoneIds.Plain(made.HostedZone.Id);
        await new ZoneChanges(session).ChangeAsync(zone, "CREATE", [ZoneChanges.Record(Name, "CNAME", target, null)], LabScene.Stop);
        return zone;
    }

    [Fact]
    public void A_record_for_an_endpoint_that_has_no_name_yet_is_refused() =>
        Assert.Equal(
            "EndpointPending",
            Assert
                .Throws<PrivateApiException>(() =>
                    RecordSteps.Records(Name, new Amazon.EC2.Model.VpcEndpoint { VpcEndpointId = "vpce-0123456789abcdef0" })
                )
                .ErrorId
        );

    [Fact]
    public void A_name_is_shared_with_each_account_once_and_with_nobody_when_the_last_one_leaves()
    {
        const string arn = "arn:aws:apigateway:eu-west-1:123456789012:/domainnames/pets.example.com+abc123";
        const string first = "111122223333";
        const string second = "444455556666";
        string[] Missing(string? policy) => DomainSharing.Missing(policy, "aws", arn, [first, second]);
        Assert.Equal([first, second], Missing(null));
        string one = DomainSharing.With(null, "aws", arn, [first]);
        Assert.Equal([second], Missing(one));
        string both = DomainSharing.With(one, "aws", arn, [second]);
        Assert.Empty(Missing(both));
        Assert.Empty(Missing(DomainSharing.With(both, "aws", arn, ["777788889999"])));
        (string? less, string[] removed) = DomainSharing.Without(both, "aws", [first]);
        Assert.Equal([first], Missing(less));
        Assert.Equal([first], removed);
        string none = DomainSharing.Without(less, "aws", [second]).Policy!;
        Assert.Equal([first, second], Missing(none));
        Assert.Contains("\"Principal\":\"*\"", none, StringComparison.Ordinal);
    }

    // API Gateway guide, "Share your private custom domain name": AWS RAM lets everybody in and names the accounts in a condition.
    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":"*","Condition":{"StringEquals":{"aws:PrincipalAccount":"333333333333"}}""")]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::333333333333:root"}""")]
    public void To_stop_one_share_leaves_the_shares_of_other_accounts(string other)
    {
        const string arn = "arn:aws:apigateway:eu-west-1:123456789012:/domainnames/pets.example.com+abc123";
        string byOthers =
            $$"""{"Version":"2012-10-17","Statement":[{{other}},"Action":"apigateway:CreateAccessAssociation","Resource":"{{arn}}"}]}""";
        string both = DomainSharing.With(byOthers, "aws", arn, ["222222222222"]);
        Assert.Empty(Missing(both));
        Assert.Equal(["222222222222"], Missing(DomainSharing.Without(both, "aws", ["222222222222"]).Policy));

        string[] Missing(string? policy) => DomainSharing.Missing(policy, "aws", arn, ["222222222222", "333333333333"]);
    }

    // A removal of what is gone already counts as done; a name that another account shares is not gone.
    [Fact]
    public async Task A_name_that_another_account_shares_is_not_removed_or_changed_and_its_owner_is_named()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await RequestAsync(scene, Name);
        await MakeAsync(scene, Spec(scene) with { ShareWithAccounts = ["210987654321"] });
        scene.Lab.Lab.Listen();
        using AwsSession consumer = LabScene.OpenAs(scene.Lab.Lab, "210987654321");
        PrivateApiException removed = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new DomainRemoval(consumer).CheckAsync(Name, null, force: true, LabScene.Stop)
        );
        PrivateApiException changed = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new DomainUpdate(consumer).PlanAsync(Name, null, new DomainChange(), scene.Lab.ProgressEvents, LabScene.Stop)
        );
        Assert.All(
            [removed, changed],
            refused =>
            {
                Assert.Equal(("NotOurs", FaultKind.Conflict), (refused.ErrorId, refused.Kind));
                Assert.Contains("is of account 123456789012, which shares it", refused.Message, StringComparison.Ordinal);
                Assert.Contains("Remove-PrivateApiDomainAssociation", refused.Message, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_API_that_a_name_leads_to_is_not_removed_and_the_mapping_is_named(bool isDenied)
    {
        using CallScene scene = await CallScene.MakeAsync();
        await RequestAsync(scene, Name);
        string domain = (await MakeAsync(scene, Spec(scene))).Steps[0].RequiredId;
        string api = scene.Api.RestApiId;
        using WireTap tap = new(scene.Lab.Lab.CreateHandler());
        tap.Answer = (operation, _) =>
            isDenied && operation == "GET /domainnames" ? WireTap.Error(HttpStatusCode.Forbidden, "AccessDeniedException") : null;
        using AwsSession session = Open(tap, TimeProvider.System);
        PrivateApiException removed = await Assert.ThrowsAsync<PrivateApiException>(() =>
            ApiRemoval.RemoveAsync(session, api, scene.Lab.ProgressEvents, LabScene.Stop)
        );
        Assert.Equal(("ApiHasDomainName", FaultKind.Conflict), (removed.ErrorId, removed.Kind));
        string command = $"Remove-AGBasePathMapping -DomainName {Name} -DomainNameId {domain} -BasePath '(none)'";
        if (isDenied)
        {
            Assert.Contains("may not read", removed.Message, StringComparison.Ordinal);
            Assert.NotEmpty(await ApiRemoval.SurveyAsync(session, api, LabScene.Stop));
            return;
        }

        // -WhatIf promises nothing that the run refuses.
        PrivateApiException asked = await Assert.ThrowsAsync<PrivateApiException>(() =>
            ApiRemoval.SurveyAsync(session, api, LabScene.Stop)
        );
        Assert.All([removed, asked], refused => Assert.Contains(command, refused.Message, StringComparison.Ordinal));
        Assert.Equal("ApiHasDomainName", asked.ErrorId);
    }

    [Theory]
    [InlineData("zzz", "Base path 'zzz'")]
    [InlineData("", "Stage demo")]
    public async Task A_base_path_or_stage_without_an_API_is_refused_before_anything_is_made(string basePath, string says)
    {
        using CallScene scene = await CallScene.MakeAsync();
        await RequestAsync(scene, Name);
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            MakeAsync(scene, Spec(scene) with { Mappings = [new MappingSpec(basePath, string.Empty, "demo")] })
        );
        Assert.Equal("ApiRequired", refused.ErrorId);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await new Domains(scene.Lab.Session).OwnAsync(LabScene.Stop));
    }

    // API Gateway guide, "Custom domain names for private APIs": no wildcard custom domain names.
    [Theory]
    [InlineData("*.example.com", "a private custom domain name cannot be")]
    [InlineData("-a.example.com", "no hyphen at either end")]
    [InlineData("a-.example.com", "no hyphen at either end")]
    [InlineData("a b.example.com", "is not a domain name")]
    [InlineData("a..example.com", "is not a domain name")]
    [InlineData("tür.example.com", "xn--")]
    public Task A_name_that_cannot_be_a_private_custom_domain_name_is_refused_before_anything_is_sent(string name, string says) =>
        RefusedUnsentAsync(new DomainSpec { Name = name }, "InvalidName", says);

    [Theory]
    [InlineData("a b", "characters")]
    [InlineData("ä", "characters")]
    [InlineData("v1\n", "characters")]
    [InlineData("(none)", "Leave -BasePath out")]
    [InlineData("v1/pets", "a routing rule")]
    public Task A_base_path_that_no_name_can_have_is_refused_before_anything_is_sent(string basePath, string says) =>
        RefusedUnsentAsync(
            new DomainSpec { Name = Name, Mappings = [new MappingSpec(basePath, "abc123def4", "demo")] },
            "InvalidBasePath",
            says
        );

    [Fact]
    public Task Two_rules_of_one_priority_are_refused_before_anything_is_sent() =>
        RefusedUnsentAsync(
            new DomainSpec
            {
                Name = Name,
                Rules =
                [
                    new RuleSpec(10, ["a"], [], "abc123def4", "demo", false),
                    new RuleSpec(10, ["b"], [], "abc123def4", "demo", false),
                ],
            },
            "InvalidRoutingRule",
            "Two routing rules have the priority 10"
        );

    private static async Task RefusedUnsentAsync(DomainSpec spec, string errorId, string says)
    {
        using LabScene lab = new();
        using WireTap tap = new(lab.Lab.CreateHandler());
        int sent = 0;
        tap.Answer = (_, _) =>
        {
            sent++;
            return null;
        };
        using AwsSession session = Open(tap, TimeProvider.System);
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            DomainPlan.MakeAsync(session, spec, lab.ProgressEvents, LabScene.Stop)
        );
        Assert.Equal(errorId, refused.ErrorId);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, sent);
    }

    [Fact]
    public async Task To_share_a_name_or_to_let_another_endpoint_in_widens_and_to_take_one_out_does_not()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await RequestAsync(scene, Name);
        string own = scene.Endpoint.VpcEndpointId;
        await MakeAsync(scene, Spec(scene) with { Policy = PolicyTemplates.SourceVpce(own, "vpce-0ffff"), MakesRecord = false });
        Assert.True((await ChangeAsync(new DomainChange { ShareWithAccounts = ["210987654321"] })).Widens);
        Assert.True((await ChangeAsync(new DomainChange { Policy = PolicyTemplates.SourceVpce(own, "vpce-0ffff", "vpce-0eeee") })).Widens);
        DomainModification narrower = await ChangeAsync(new DomainChange { Policy = PolicyTemplates.SourceVpce(own) });
        Assert.False(narrower.Widens);
        Assert.False(narrower.IsEmpty);

        Task<DomainModification> ChangeAsync(DomainChange change) =>
            new DomainUpdate(scene.Lab.Session).PlanAsync(Name, null, change, scene.Lab.ProgressEvents, LabScene.Stop);
    }

    [Fact]
    public async Task The_last_endpoint_of_a_names_policy_stays_and_the_advice_is_what_the_command_has()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await RequestAsync(scene, Name);
        await MakeAsync(scene, Spec(scene) with { MakesRecord = false });
        DomainChange change = new() { Edits = new PolicyEdits { RemoveSourceVpce = [scene.Endpoint.VpcEndpointId] } };
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new DomainUpdate(scene.Lab.Session).PlanAsync(Name, null, change, scene.Lab.ProgressEvents, LabScene.Stop)
        );
        Assert.Equal("LastSource", refused.ErrorId);
        Assert.DoesNotContain("-RemoveSid", refused.Message, StringComparison.Ordinal);
        Assert.Contains("-AddSourceVpce", refused.Message, StringComparison.Ordinal);
        Assert.Contains("replace the whole policy with -Policy", refused.Message, StringComparison.Ordinal);
    }

    // Route 53 guide, "Considerations when working with a private hosted zone": the most specific zone answers.
    [Fact]
    public async Task Of_zones_that_cover_a_name_in_a_VPC_the_most_specific_one_answers()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string vpc = scene.Network.VpcId;
        await ZoneAsync("example.com");
        Assert.Equal("example.com.", (await HostedZones.AnsweringAsync(scene.Lab.Session, vpc, Name, LabScene.Stop))!.Name);
        await ZoneAsync(Name);
        await ZoneAsync("longer-than-the-others.example.com");
        Assert.Equal(Name + ".", (await HostedZones.AnsweringAsync(scene.Lab.Session, vpc, Name, LabScene.Stop))!.Name);

        Task ZoneAsync(string name) =>
            scene.Lab.Witness.Route53.CreateHostedZoneAsync(
                new CreateHostedZoneRequest
                {
                    Name = name,
                    VPC = new VPC { VPCId = vpc, VPCRegion = "eu-west-1" },
                    CallerReference = name,
                    HostedZoneConfig = new HostedZoneConfig { PrivateZone = true },
                },
                LabScene.Stop
            );
    }

    [Fact]
    public async Task Each_VPC_resolves_the_name_to_an_endpoint_of_its_own()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await RequestAsync(scene, Name);
        Network other = await scene.Lab.NewNetworkAsync("Other", "10.1.0.0/16");
        Endpoint second = await scene.Lab.NewEndpointAsync(
            new EndpointSpec
            {
                Name = "Other",
                VpcId = other.VpcId,
                SubnetIds = other.SubnetId,
                SecurityGroupIds = [other.SecurityGroupId!],
            }
        );
        DomainSpec spec = Spec(scene) with { VpcEndpointIds = [scene.Endpoint.VpcEndpointId, second.VpcEndpointId] };
        Plan plan = await DomainPlan.MakeAsync(scene.Lab.Session, spec, scene.Lab.ProgressEvents, LabScene.Stop);
        Assert.Contains(scene.Endpoint.VpcEndpointId, Record(scene.Network), StringComparison.Ordinal);
        Assert.Contains(second.VpcEndpointId, Record(other), StringComparison.Ordinal);

        string Record(Network network) => plan.Steps.Single(step => step.Name == $"record-{network.VpcId}").Description;
    }

    // AWS shows no state of an association, and a wait goes on where it was stopped.
    [Fact]
    public async Task An_association_counts_as_pending_for_a_quarter_of_an_hour_on_AWS()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await RequestAsync(scene, Name);
        await MakeAsync(scene, Spec(scene) with { Wait = false });
        ShiftedClock clock = new();
        using AwsSession onAws = Open(new NoLabHandler(scene.Lab.Lab.CreateHandler()), clock);
        Assert.Equal("Pending", await StateAsync());
        clock.Ahead = TimeSpan.FromMinutes(14);
        Assert.Equal("Pending", await StateAsync());
        clock.Ahead = TimeSpan.FromMinutes(16);
        Assert.Equal("Available", await StateAsync());

        async Task<string> StateAsync() =>
            Assert.Single((await new Domains(onAws).AssociationsAsync(Name, [scene.Endpoint.VpcEndpointId], LabScene.Stop))).State;
    }

    private static DomainSpec Spec(CallScene scene) =>
        new()
        {
            Name = Name,
            Mappings = [new MappingSpec(string.Empty, scene.Api.RestApiId, "demo")],
            VpcEndpointIds = [scene.Endpoint.VpcEndpointId],
        };

    private static async Task<Plan> MakeAsync(CallScene scene, DomainSpec spec)
    {
        Plan plan = await DomainPlan.MakeAsync(scene.Lab.Session, spec, scene.Lab.ProgressEvents, LabScene.Stop);
        await plan.ApplyAsync(scene.Lab.ProgressEvents, LabScene.Stop);
        return plan;
    }

    private static Task<JsonElement> LookAsync(CallScene scene) => Peer.BotoAsync("domain_witness.py", scene.Lab.Lab.Listen(), "look");

    private static string Text(JsonElement element, string name) => Compact(element.GetProperty(name));

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static AwsSession Open(HttpMessageHandler handler, TimeProvider clock) =>
        AwsSession.Open(
            new AwsConnection
            {
                Handler = handler,
                EndpointUrl = new Uri("http://localhost/"),
                Region = "eu-west-1",
                IsLab = true,
                Pacer = new Pacer(clock),
            }
        );

    // The module's client only reads.
    internal static async Task<string> RequestAsync(CallScene scene, string name)
    {
        using HttpClient client = new(scene.Lab.Lab.CreateHandler());
        using HttpRequestMessage request = new(HttpMethod.Post, "http://localhost/")
        {
            Content = new StringContent($$"""{"DomainName":"{{name}}"}""", Encoding.UTF8, "application/x-amz-json-1.1"),
        };
        request.Headers.TryAddWithoutValidation("X-Amz-Target", "CertificateManager.RequestCertificate");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDTEST/20260101/eu-west-1/acm/aws4_request, SignedHeaders=host, Signature=0"
        );
        using HttpResponseMessage answer = await client.SendAsync(request, LabScene.Stop);
        using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(LabScene.Stop));
        return body.RootElement.GetProperty("CertificateArn").GetString()!;
    }

    /// <summary>Refuses what would create something under a path.</summary>
    private sealed class RefusingHandler(HttpMessageHandler inner, string path) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith(path, StringComparison.Ordinal)
                ? new HttpResponseMessage(HttpStatusCode.BadRequest)
                {
                    Headers = { { "x-amzn-ErrorType", "LimitExceededException" } },
                    Content = new StringContent("{\"message\":\"The limit of this test was reached.\"}"),
                }
                : await base.SendAsync(request, cancellationToken);
    }

    /// <summary>Answers without what only the lab says.</summary>
    private sealed class NoLabHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
            foreach (
                string header in answer
                    .Headers.Select(item => item.Key)
                    .Where(key => key.StartsWith("x-privateapi", StringComparison.Ordinal))
                    .ToArray()
            )
            {
                answer.Headers.Remove(header);
            }

            return answer;
        }
    }

    /// <summary>Replaces a text in each answer.</summary>
    private sealed class EditingHandler(HttpMessageHandler inner, string text, string other) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
            string body = await answer.Content.ReadAsStringAsync(cancellationToken);
            answer.Content = new StringContent(body.Replace(text, other, StringComparison.Ordinal), Encoding.UTF8, "application/json");
            return answer;
        }
    }

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
