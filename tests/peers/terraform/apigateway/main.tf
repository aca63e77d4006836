# A private API, part by part, and one from a body, as the AWS provider makes, reads, changes and destroys them.
terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}
variable "endpoint" {}
variable "revision" { default = "1" }
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "AKIDPEER"
  secret_key                  = "secret"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  endpoints {
    apigateway = var.endpoint
    sts        = var.endpoint
    iam        = var.endpoint
    ec2        = var.endpoint
  }
}
resource "aws_api_gateway_rest_api" "private" {
  name        = "terraform"
  description = "made by terraform"
  endpoint_configuration {
    types            = ["PRIVATE"]
    vpc_endpoint_ids = ["vpce-0123456789abcdef0"]
  }
  binary_media_types = ["image/png"]
  tags               = { a = "b" }
}
resource "aws_api_gateway_rest_api_policy" "it" {
  rest_api_id = aws_api_gateway_rest_api.private.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "${aws_api_gateway_rest_api.private.execution_arn}/*" },
      { Effect = "Deny", Principal = "*", Action = "execute-api:Invoke", Resource = "${aws_api_gateway_rest_api.private.execution_arn}/*",
      Condition = { NotIpAddress = { "aws:VpcSourceIp" = "10.0.0.0/16" } } },
    ]
  })
}
resource "aws_api_gateway_resource" "pets" {
  rest_api_id = aws_api_gateway_rest_api.private.id
  parent_id   = aws_api_gateway_rest_api.private.root_resource_id
  path_part   = "pets"
}
resource "aws_api_gateway_request_validator" "v" {
  rest_api_id           = aws_api_gateway_rest_api.private.id
  name                  = "v"
  validate_request_body = true
}
resource "aws_api_gateway_model" "pet" {
  rest_api_id  = aws_api_gateway_rest_api.private.id
  name         = "Pet"
  content_type = "application/json"
  schema       = jsonencode({ type = "object" })
}
resource "aws_api_gateway_method" "get" {
  rest_api_id          = aws_api_gateway_rest_api.private.id
  resource_id          = aws_api_gateway_resource.pets.id
  http_method          = "POST"
  authorization        = "AWS_IAM"
  request_validator_id = aws_api_gateway_request_validator.v.id
  request_models       = { "application/json" = aws_api_gateway_model.pet.name }
  request_parameters   = { "method.request.querystring.page" = false }
}
resource "aws_api_gateway_integration" "mock" {
  rest_api_id       = aws_api_gateway_rest_api.private.id
  resource_id       = aws_api_gateway_resource.pets.id
  http_method       = aws_api_gateway_method.get.http_method
  type              = "MOCK"
  request_templates = { "application/json" = jsonencode({ statusCode = 200 }) }
}
resource "aws_api_gateway_method_response" "ok" {
  rest_api_id         = aws_api_gateway_rest_api.private.id
  resource_id         = aws_api_gateway_resource.pets.id
  http_method         = aws_api_gateway_method.get.http_method
  status_code         = "200"
  response_models     = { "application/json" = "Empty" }
  response_parameters = { "method.response.header.X" = true }
}
resource "aws_api_gateway_integration_response" "ok" {
  rest_api_id         = aws_api_gateway_rest_api.private.id
  resource_id         = aws_api_gateway_resource.pets.id
  http_method         = aws_api_gateway_method.get.http_method
  status_code         = aws_api_gateway_method_response.ok.status_code
  response_templates  = { "application/json" = "{}" }
  response_parameters = { "method.response.header.X" = "'1'" }
  depends_on          = [aws_api_gateway_integration.mock]
}
resource "aws_api_gateway_gateway_response" "denied" {
  rest_api_id        = aws_api_gateway_rest_api.private.id
  response_type      = "ACCESS_DENIED"
  status_code        = "403"
  response_templates = { "application/json" = "{\"message\":$context.error.messageString}" }
}
resource "aws_api_gateway_deployment" "it" {
  rest_api_id = aws_api_gateway_rest_api.private.id
  triggers    = { revision = var.revision }
  depends_on  = [aws_api_gateway_integration_response.ok, aws_api_gateway_rest_api_policy.it]
  lifecycle { create_before_destroy = true }
}
resource "aws_api_gateway_stage" "dev" {
  rest_api_id   = aws_api_gateway_rest_api.private.id
  deployment_id = aws_api_gateway_deployment.it.id
  stage_name    = "dev"
  variables     = { a = "b" }
  tags          = { c = "d" }
}
resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.private.id
  stage_name  = aws_api_gateway_stage.dev.stage_name
  method_path = "*/*"
  settings {
    metrics_enabled        = true
    throttling_burst_limit = 10
    throttling_rate_limit  = 5
  }
}
resource "aws_api_gateway_api_key" "key" { name = "key" }
resource "aws_api_gateway_usage_plan" "plan" {
  name = "plan"
  api_stages {
    api_id = aws_api_gateway_rest_api.private.id
    stage  = aws_api_gateway_stage.dev.stage_name
  }
  quota_settings {
    limit  = 20
    period = "WEEK"
  }
}
resource "aws_api_gateway_usage_plan_key" "in" {
  key_id        = aws_api_gateway_api_key.key.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.plan.id
}
resource "aws_api_gateway_rest_api" "body" {
  name = "from a body"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "from a body", version = "1" }
    paths = { "/" = { get = { responses = { "200" = { description = "ok" } },
    "x-amazon-apigateway-integration" = { type = "MOCK", requestTemplates = { "application/json" = "{\"statusCode\": 200}" }, responses = { default = { statusCode = "200" } } } } } }
  })
  endpoint_configuration {
    types = ["REGIONAL"]
  }
  put_rest_api_mode = "merge"
}
