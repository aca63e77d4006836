using PrivateApi.Facts;
using PrivateApi.Model;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// What is behind a VPC link (AWS App Runner issue 193, cloudposse: a link that is AVAILABLE, and calls that get 504). That a link is
/// there does not show that anything answers.
/// </summary>
public sealed class VpcLinkTests
{
    private const string Balancer = $"arn:aws:elasticloadbalancing:eu-west-1:{Scene.Account}:loadbalancer/net/backend/0123456789abcdef";

    [Fact]
    public void An_available_link_is_not_called_passed_and_its_load_balancer_is_named() =>
        Through(link => link with { Targets = [Balancer] })
            .Expect(CheckName.Integration, CheckStatus.Warning, "VPC link vl1 is AVAILABLE", Balancer, "was not looked at")
            .Expect(Verdict.Reachable);

    [Fact]
    public void A_link_of_the_second_generation_leads_to_the_integrations_own_load_balancer()
    {
        Scene second = Through(link => link with { IsV2 = true });
        second.Expect(CheckName.Integration, CheckStatus.Warning, "vl1 (V2) is AVAILABLE", "no integrationTarget");
        Target(second, Balancer).Expect(CheckName.Integration, CheckStatus.Warning, $"the integration leads to load balancer {Balancer}");
        Target(second, Balancer.Replace(Scene.Account, "210987654321", StringComparison.Ordinal))
            .Expect(CheckName.Integration, CheckStatus.Warning, "in another account than the API");
    }

    [Fact]
    public void A_link_that_neither_generation_knows_is_said_to_be_missing() =>
        Through(link => link with { Status = null })
            .Expect(CheckName.Integration, CheckStatus.Failed, "there is no VPC link vl1, neither V1 nor V2")
            .ExpectAnswer(500, "InternalServerErrorException", "Internal server error");

    [Fact]
    public void A_streamed_answer_comes_from_a_function_whose_permission_is_looked_at()
    {
        const string function = $"arn:aws:lambda:eu-west-1:{Scene.Account}:function:chat";
        Scene streamed = Scene
            .Open()
            .WithMethod(method =>
                method with
                {
                    Integration = new IntegrationFact
                    {
                        Type = "AWS_PROXY",
                        Uri = $"arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/{function}/response-streaming-invocations",
                    },
                }
            );
        Scene Having(string? policy) =>
            streamed.With(s =>
                s with
                {
                    Functions =
                    [
                        new FunctionFact
                        {
                            Name = function,
                            Exists = true,
                            State = "Active",
                            Policy = policy,
                        },
                    ],
                }
            );
        streamed.Expect(CheckName.Integration, CheckStatus.Skipped, function);
        Having(null).Expect(CheckName.Integration, CheckStatus.Failed, "does not let API Gateway invoke it");
        Having(
                $$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},
                 "Action":"lambda:InvokeFunction","Resource":"{{function}}"}]}
                """
            )
            .Expect(CheckName.Integration, CheckStatus.Passed, function)
            .Expect(Verdict.Reachable);
    }

    private static Scene Through(Func<VpcLinkFact, VpcLinkFact> change) =>
        Scene
            .Open()
            .WithMethod(method =>
                method with
                {
                    Integration = new IntegrationFact
                    {
                        Type = "HTTP_PROXY",
                        Uri = "http://backend.internal",
                        ConnectionId = "vl1",
                    },
                }
            )
            .With(s => s with { VpcLinks = [change(new VpcLinkFact { Id = "vl1", Status = "AVAILABLE" })] });

    private static Scene Target(Scene scene, string arn) =>
        scene.WithMethod(method => method with { Integration = method.Integration! with { Target = arn } });
}
