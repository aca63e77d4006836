using Microsoft.Extensions.Time.Testing;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.ApiGateway;

/// <summary>The lab's API Gateway as boto3 and the AWS CLI see it; the promises are in the scripts.</summary>
public sealed class ApiGatewayPeerTests
{
    [Fact]
    public async Task A_private_api_is_born_defined_and_deployed_with_boto3_and_every_answer_fits_the_model()
    {
        using TurnedClock time = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = time });
        await Peer.BotoAsync("apigateway_main.py", lab.Listen(), time);
    }

    [Fact]
    public async Task Every_part_of_a_definition_can_be_made_changed_refused_and_deleted_by_hand()
    {
        using EmbeddedAws lab = new();
        await Peer.BotoAsync("apigateway_parts.py", lab.Listen());
    }

    [Fact]
    public async Task A_private_domain_name_is_told_from_the_public_one_shared_associated_and_mapped()
    {
        using TurnedClock time = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = time });
        await Peer.BotoAsync("apigateway_domains.py", lab.Listen(), time);
    }

    [Fact]
    public async Task Endpoint_types_stages_exports_tags_links_and_keys_behave_as_recorded()
    {
        using TurnedClock time = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = time });
        await Peer.BotoAsync("apigateway_stages.py", lab.Listen(), time);
    }

    [Fact]
    public async Task The_keys_of_a_plan_have_a_usage_a_quota_and_what_remains_of_it()
    {
        // The lab's day stands still: it must not end between two calls.
        FakeTimeProvider clock = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = clock });
        await Peer.BotoAsync("apigateway_usage.py", lab.Listen(), $"{clock.GetUtcNow():yyyy-MM-dd}");
    }

    [Fact]
    public async Task Documentation_certificates_and_tests_of_authorizers_are_served()
    {
        using EmbeddedAws lab = new();
        await Peer.BotoAsync("apigateway_documentation.py", lab.Listen());
    }
}
