using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;
using PrivateApi.Tests.Street;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// A private custom domain that another account shares, called by its URL (tests/peers/shared_domain.py): the consumer is told whose it is and
/// what it has to do, the provider sees the whole way, and the prediction is what the call gets.
/// </summary>
public sealed class SharedDomainTests
{
    private const string Provider = "123456789012";
    private const string Consumer = "210987654321";

    private static readonly Uri Url = new("https://private.example.com/shop/");

    [Fact]
    [Trait(ReportTests.Scene, "41")]
    public async Task A_shared_domain_is_named_with_its_owner_and_the_association_that_is_missing()
    {
        using EmbeddedAws lab = new();
        JsonElement ids = await Peer.BotoAsync("shared_domain.py", lab.Listen(), "build");
        string vpce = ids.GetProperty("vpce").GetString()!;
        using AwsSession provider = LabScene.OpenAs(lab, Provider),
            consumer = LabScene.OpenAs(lab, Consumer);

        // Nobody shared it yet: the consumer sees nothing, and is told who has to act.
        PrivateApiException unseen = await Assert.ThrowsAsync<PrivateApiException>(() => JudgeAsync(consumer, null, ids));
        Assert.Equal("UriNotUnderstood", unseen.ErrorId);
        Assert.Contains("that account has to share it first", unseen.Message, StringComparison.Ordinal);

        JsonElement shared = await Peer.BotoAsync("shared_domain.py", lab.Listen(), "share", ids.GetRawText());
        PathVerdict open = await JudgeAsync(consumer, null, ids);
        Assert.Equal(CheckStatus.Failed, open[CheckName.DomainAssociated].Status);
        Assert.Contains($"private custom domain of account {Provider}", open[CheckName.DomainAssociated].Message, StringComparison.Ordinal);
        Assert.Contains(
            $"New-AGDomainNameAccessAssociation -AccessAssociationSourceType VPCE -AccessAssociationSource {vpce} -DomainNameArn "
                + ids.GetProperty("arn").GetString(),
            open[CheckName.DomainAssociated].Remedy!.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            [CheckName.DomainAssociated],
            open.Findings.Where(item => item.Finding.Status == CheckStatus.Failed).Select(item => item.Name)
        );
        Assert.Equal((403, 403), (open.Answer?.StatusCode, shared.GetProperty("status").GetInt32()));

        JsonElement associated = await Peer.BotoAsync("shared_domain.py", lab.Listen(), "associate", ids.GetRawText());
        Assert.Equal(200, associated.GetProperty("status").GetInt32());
        PathVerdict theirs = await JudgeAsync(consumer, null, ids);
        Assert.Equal(Verdict.Unknown, theirs.Verdict);
        Assert.DoesNotContain(theirs.Findings, item => item.Finding.Status == CheckStatus.Failed);
        Assert.Contains($"{vpce} is associated with it", theirs[CheckName.DomainAssociated].Message, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Passed, theirs[CheckName.NameResolves].Status);

        // Both sides together know all of it.
        PathVerdict both = await JudgeAsync(provider, consumer, ids);
        Assert.Equal((Verdict.Reachable, true), (both.Verdict, both.Arrives));
        Assert.Equal(ids.GetProperty("api").GetString(), both.Evaluation.Call.RestApiId);
    }

    // API Gateway guide, "Share your private custom domain name": AWS RAM lets everybody in and names the accounts in a condition.
    [Theory]
    [InlineData("aws", "210987654321", true)]
    [InlineData("aws-cn", "210987654321", true)]
    [InlineData("aws", "333333333333", false)]
    public void A_name_is_open_to_the_accounts_that_its_management_policy_names_in_every_partition(
        string partition,
        string account,
        bool isOpen
    )
    {
        LabDomainName Shared(string principal, string condition) =>
            new()
            {
                OwnerId = Provider,
                Region = "eu-west-1",
                Partition = partition,
                ReadyAt = DateTimeOffset.UnixEpoch,
                Wire = new JsonObject
                {
                    ["domainName"] = "private.example.com",
                    ["domainNameId"] = "abc123",
                    ["managementPolicy"] =
                        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"apigateway:CreateAccessAssociation","Resource":"arn:{{partition}}:apigateway:eu-west-1:{{Provider}}:/domainnames/private.example.com+abc123","Condition":{{condition}}}]}""",
                },
            };
        LabDomainName byRam = Shared("\"*\"", $$$"""{"StringEquals":{"aws:PrincipalAccount":"{{{Consumer}}}"}}""");
        LabDomainName byCall = Shared($$"""{"AWS":"arn:{{partition}}:iam::{{Consumer}}:root"}""", "{}");
        Assert.Equal(isOpen, ManagementPolicy.Admits(byRam, account));
        Assert.Equal(isOpen, ManagementPolicy.Admits(byCall, account));
    }

    private static async Task<PathVerdict> JudgeAsync(AwsSession session, AwsSession? callers, JsonElement ids)
    {
        TestRequest request = await new TestUrl(session).ApplyAsync(
            new TestRequest
            {
                Apis = [],
                Caller = new CallerRequest
                {
                    SubnetIds = [ids.GetProperty("subnet").GetString()!],
                    SecurityGroupIds = [ids.GetProperty("group").GetString()!],
                },
            },
            null,
            Url,
            LabScene.Stop
        );
        SnapshotCase taken = await new ApiTester(session, callers).TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        return PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
    }
}
