using System.Text.Json.Nodes;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.Http;

/// <summary>
/// A real browser, on a page of another origin that knows the lab's port and the ids of its APIs, which it would have to guess.
/// </summary>
public sealed class BrowserTests
{
    private const string Page = """
        <!doctype html><html><body><iframe name="sink"></iframe><script>
        const lab = 'LAB', backend = 'BACKEND', shop = 'SHOP', proxied = 'PROXIED';
        const create = 'Action=CreateVpc&CidrBlock=10.66.0.0/16&Version=2016-11-15';
        const key = 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID/20261122/eu-west-1/ec2/aws4_request&X-Amz-SignedHeaders=host&X-Amz-Signature=00';
        const auth = 'AWS4-HMAC-SHA256 Credential=AKID/20261122/eu-west-1/ec2/aws4_request, SignedHeaders=host, Signature=0';
        const call = JSON.stringify({ Url: 'https://abcdefghij.execute-api.us-east-1.amazonaws.com/v1', Method: 'GET', Caller: { Kind: 'Internet' } });
        const read = {};
        async function ask(name, url, how) {
          try { const got = await fetch(url, how); read[name] = got.type === 'opaque' ? 'opaque' : got.status + ' ' + await got.text(); }
          catch (e) { read[name] = 'nothing'; }
        }
        function form(type, target, body) {
          const made = document.createElement('form');
          made.method = 'POST'; made.action = target; made.enctype = type; made.target = 'sink';
          for (const [name, value] of Object.entries(body)) { const field = document.createElement('input'); field.name = name; field.value = value; made.append(field); }
          document.body.append(made); made.submit();
          return new Promise(done => setTimeout(done, 500));
        }
        function load(tag, url) {
          const made = document.createElement(tag);
          return new Promise(done => { made.onload = made.onerror = done; setTimeout(done, 1000); made.src = url; document.body.append(made); });
        }
        (async () => {
          await ask('control', backend);
          await ask('query', lab + '?' + create + '&' + key);
          await ask('query no-cors', lab + '?' + create + '&' + key, { mode: 'no-cors' });
          await ask('post query no-cors', lab + '?' + key, { mode: 'no-cors', method: 'POST', body: new URLSearchParams(create) });
          await ask('post text', lab + '?' + key, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: create });
          await ask('signed', lab, { method: 'POST', headers: { Authorization: auth, 'Content-Type': 'application/x-www-form-urlencoded' }, body: create });
          await ask('signed no-cors', lab, { mode: 'no-cors', method: 'POST', headers: { Authorization: auth }, body: create });
          await ask('call text', lab + '_lab/call', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: call });
          await ask('call blob', lab + '_lab/call', { method: 'POST', body: new Blob([call]) });
          await ask('call json', lab + '_lab/call', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: call });
          await ask('apis', lab + 'restapis');
          await ask('private', lab + '_api/' + shop + '/v1/pets', { headers: { 'x-lab-vpce-id': 'vpce-00000000000000000' } });
          await ask('proxied', lab + '_api/' + proxied + '/v1/pets');
          await ask('proxied no-cors', lab + '_api/' + proxied + '/v1/pets', { mode: 'no-cors' });
          navigator.sendBeacon(lab + '?' + key, new URLSearchParams(create));
          await form('application/x-www-form-urlencoded', lab + '?' + key, { Action: 'CreateVpc', CidrBlock: '10.66.0.0/16', Version: '2016-11-15' });
          await form('multipart/form-data', lab + '?' + create + '&' + key, { a: 'b' });
          await form('text/plain', lab + '?' + create + '&' + key, { a: 'b' });
          await load('img', lab + '?' + create + '&' + key);
          await load('script', lab + '?' + create + '&' + key);
          await load('iframe', lab + '?' + create + '&' + key);
          await load('script', lab + '_api/' + proxied + '/v1/pets');
          await load('iframe', lab + '_api/' + proxied + '/v1/pets');
          document.documentElement.dataset.answer = JSON.stringify(read);
        })();
        </script></body></html>
        """;

    [Fact]
    public async Task A_page_of_another_origin_changes_nothing_and_reads_nothing_in_a_real_browser()
    {
        using TalkingBackend open = new();
        using TalkingBackend secret = new();
        using EmbeddedAws lab = new(new LabOptions { AllowBackend = [secret.Url.Authority] });
        Uri url = lab.Listen();
        string shop = await CorsApi.CreateAsync(lab, "MOCK", null);
        string proxied = await CorsApi.CreateAsync(lab, "HTTP_PROXY", secret.Url);
        string before = await RawHttp.VpcsAsync(lab);
        using PageServer page = new(
            Page.Replace("LAB", url.AbsoluteUri, StringComparison.Ordinal)
                .Replace("BACKEND", open.Url.AbsoluteUri, StringComparison.Ordinal)
                .Replace("SHOP", shop, StringComparison.Ordinal)
                .Replace("PROXIED", proxied, StringComparison.Ordinal)
        );
        JsonObject read = JsonNode.Parse(await Chromium.VisitAsync(page.Url))!.AsObject();

        // The page can read what lets it, so that "nothing" below says something.
        Assert.Equal("200 secret", (string?)read["control"]);
        Assert.Equal(14, read.Count);
        Assert.All(
            read.Where(pair => pair.Key != "control"),
            pair => Assert.True((string?)pair.Value is "nothing" or "opaque", pair.ToString())
        );
        Assert.Equal(0, secret.Calls);
        Assert.Equal(Vpcs(before), Vpcs(await RawHttp.VpcsAsync(lab)));
        Assert.DoesNotContain("10.66.0.0/16", await RawHttp.VpcsAsync(lab), StringComparison.Ordinal);
    }

    private static int Vpcs(string text) => text.Split("<vpcId>").Length;
}
